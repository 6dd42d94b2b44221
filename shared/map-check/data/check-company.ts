import type { TableRef } from '../../table-map/table-ref.ts';
import { dataverseTableRef } from '../../table-map/dataverse-table-ref.ts';
import type { Finding } from '../finding.ts';
import type { DataCheck } from './data-check.ts';

/** Sets that no map names; they are those of the prerequisite maps Legal entities and Ledger. */
const legalEntities: TableRef = {
  table: 'OMLegalEntity',
  set: 'LegalEntities',
  key: { LegalEntityId: 'string' },
  columns: {},
};
const ledgers: TableRef = {
  table: 'LedgerEntity',
  set: 'Ledgers',
  key: { LegalEntityId: 'string' },
  columns: { AccountingCurrency: 'string' },
};

/** Whether a company in scope exists on both sides, with a ledger. */
export async function checkCompany(
  { dataverse, finance }: DataCheck,
  code: string,
): Promise<readonly Finding[]> {
  const error = (what: string, remedy: string): Finding => ({
    map: undefined,
    column: `COMPANIES ${code}`,
    severity: 'error',
    what,
    remedy,
    stops: false,
  });
  const [companies, entities, [ledger]] = await Promise.all([
    dataverse.find(dataverseTableRef('cdm_company'), { cdm_companycode: code }, []),
    finance.find(legalEntities, { LegalEntityId: code }, []),
    finance.find(ledgers, { LegalEntityId: code }, ['AccountingCurrency']),
  ]);
  const currency = ledger?.values['AccountingCurrency'] ?? '';
  return [
    ...(companies.length > 0
      ? []
      : [
          error(
            `Dataverse has no company ${code} (cdm_companies): no row can belong to it.`,
            'Let the native map Legal entities bring it, or take it out of COMPANIES.',
          ),
        ]),
    ...(entities.length > 0
      ? []
      : [error(`Finance has no legal entity ${code}.`, 'Correct the code in the setting COMPANIES.')]),
    ...(entities.length === 0 || currency !== ''
      ? []
      : [
          error(
            `Legal entity ${code} has ${ledger === undefined ? 'no ledger' : 'no accounting currency'}: Finance posts nothing there.`,
            'Set up its ledger in Finance, or take it out of COMPANIES until it has one.',
          ),
        ]),
  ];
}
