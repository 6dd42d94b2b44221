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
  // The fiscal calendar, of which we read the days of a period: assumed(fiscal-period-days).
  msdyn_ledger: {
    set: 'msdyn_ledgers',
    id: 'msdyn_ledgerid',
    columns: {
      msdyn_ledgerid: 'guid',
      msdyn_company: { lookup: ['cdm_company'] },
      msdyn_fiscalcalendar: { lookup: ['msdyn_fiscalcalendar'] },
    },
  },
  msdyn_fiscalcalendar: {
    set: 'msdyn_fiscalcalendars',
    id: 'msdyn_fiscalcalendarid',
    columns: { msdyn_fiscalcalendarid: 'guid', msdyn_calendar: 'text' },
  },
  msdyn_fiscalcalendaryear: {
    set: 'msdyn_fiscalcalendaryears',
    id: 'msdyn_fiscalcalendaryearid',
    columns: { msdyn_fiscalcalendaryearid: 'guid', msdyn_name: 'text' },
  },
  msdyn_fiscalcalendarperiod: {
    set: 'msdyn_fiscalcalendarperiods',
    id: 'msdyn_fiscalcalendarperiodid',
    columns: {
      msdyn_fiscalcalendarperiodid: 'guid',
      msdyn_fiscalcalendar: { lookup: ['msdyn_fiscalcalendar'] },
      msdyn_fiscalcalendaryear: { lookup: ['msdyn_fiscalcalendaryear'] },
      msdyn_fiscalperiodtype: 'choice',
      msdyn_periodname: 'text',
      msdyn_shortname: 'text',
      msdyn_startdate: 'date-only',
      msdyn_enddate: 'date-only',
    },
  },
} as const satisfies Readonly<Record<string, DataverseTable>>;
