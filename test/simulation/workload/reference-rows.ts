import { dataverseTableRef } from '../../../shared/table-map/dataverse-table-ref.ts';
import type { Companies } from '../../../shared/sync/companies.ts';
import type { MemorySystem } from '../stand-ins/memory-system.ts';

/** Ids of rows that native dual-write keeps. `demf` is out of scope. */
export const reference = {
  usmf: '00000000-0000-4000-8000-000000000001',
  demf: '00000000-0000-4000-8000-000000000002',
  customer: '00000000-0000-4000-8000-000000000003',
  currency: '00000000-0000-4000-8000-000000000004',
  transactionCategory: '00000000-0000-4000-8000-000000000005',
} as const;

export const companies: Companies = new Map([
  ['usmf', { code: 'usmf', goLive: '2026-01-01', firstOpenPeriod: '2026-01-01' }],
]);

const company = dataverseTableRef('cdm_company');
const account = dataverseTableRef('account');
const currency = dataverseTableRef('transactioncurrency');
const category = dataverseTableRef('msdyn_transactioncategory');

export function plantReferenceRows(dataverse: MemorySystem): void {
  for (const code of ['usmf', 'demf'] as const)
    dataverse.write(company, { cdm_companyid: reference[code] }, { cdm_companycode: code }, 'start');
  dataverse.write(account, { accountid: reference.customer }, { accountnumber: 'US-001' }, 'start');
  dataverse.write(
    currency,
    { transactioncurrencyid: reference.currency },
    { isocurrencycode: 'USD' },
    'start',
  );
  dataverse.write(
    category,
    { msdyn_transactioncategoryid: reference.transactionCategory },
    { msdyn_transactioncategorynumber: 'TRAVEL' },
    'start',
  );
}
