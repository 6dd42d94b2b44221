import type { DataverseTable } from '../column-types.ts';

/** Tables that native dual-write or Dataverse itself keeps. We refer to their rows and never write them. */
export const referenceOnly = {
  account: {
    set: 'accounts',
    id: 'accountid',
    columns: { accountid: 'guid', accountnumber: 'text', msdyn_company: { lookup: ['cdm_company'] } },
  },
  cdm_company: {
    set: 'cdm_companies',
    id: 'cdm_companyid',
    columns: { cdm_companyid: 'guid', cdm_companycode: 'text' },
  },
  transactioncurrency: {
    set: 'transactioncurrencies',
    id: 'transactioncurrencyid',
    columns: { transactioncurrencyid: 'guid', isocurrencycode: 'text' },
  },
  uom: { set: 'uoms', id: 'uomid', columns: { uomid: 'guid', msdyn_symbol: 'text' } },
  product: { set: 'products', id: 'productid', columns: { productid: 'guid', msdyn_productnumber: 'text' } },
  cdm_worker: {
    set: 'cdm_workers',
    id: 'cdm_workerid',
    columns: { cdm_workerid: 'guid', cdm_workernumber: 'text' },
  },
} as const satisfies Readonly<Record<string, DataverseTable>>;
