import { dataverseTableRef } from '../../table-map/dataverse-table-ref.ts';
import { NotSettled } from '../not-settled.ts';
import type { ProbeWorld } from '../probe-world.ts';

/**
 * Id of the test company in Dataverse.
 *
 * @throws NotSettled when it knows none of this code.
 */
export async function companyId({ clients, company }: ProbeWorld): Promise<string> {
  const [found] = await clients.dataverse.find(
    dataverseTableRef('cdm_company'),
    { cdm_companycode: company },
    [],
  );
  const id = found?.key['cdm_companyid'];
  if (typeof id !== 'string')
    throw new NotSettled(
      `Dataverse knows no company "${company}": name a legal entity that it has, by its code.`,
    );
  return id;
}
