import { dataverseTableRef } from '../../table-map/dataverse-table-ref.ts';
import type { Counterpart } from '../../sync/counterpart.ts';

/** Id of the legal entity in Dataverse; undefined when it knows none of this code. */
export async function companyId(dataverse: Counterpart, code: string): Promise<string | undefined> {
  const [found] = await dataverse.find(dataverseTableRef('cdm_company'), { cdm_companycode: code }, []);
  const id = found?.key['cdm_companyid'];
  return typeof id === 'string' ? id : undefined;
}
