import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';

/** Labels of the status reasons are documented, their integers are not: all but Draft are assumed. */
export const msdynProjectvendorinvoice = defineTable({
  name: 'msdyn_projectvendorinvoice',
  set: 'msdyn_projectvendorinvoices',
  id: 'msdyn_projectvendorinvoiceid',
  primaryName: 'msdyn_name',
  owned: 'user',
  statuses: {
    1: { label: 'Draft', state: 0 },
    192350000: { label: 'In review', state: 0 },
    192350001: { label: 'Confirmed', state: 0 },
    192350002: { label: 'On hold', state: 0 },
    192350003: { label: 'Canceled', state: 0 },
  },
  columns: {
    msdyn_name: columnOf.text(100),
    msdyn_vendorinvoicenumber: columnOf.text(100),
    msdyn_description: columnOf.text(100),
    msdyn_invoicedate: columnOf.timeZoneIndependent(),
    msdyn_enableautomaticconfirmation: columnOf.boolean(),
    msdyn_hasexternalorigin: columnOf.boolean(),
    msdyn_vendor: columnOf.lookup('account', 'msdyn_Vendor'),
    transactioncurrencyid: columnOf.lookup('transactioncurrency', 'transactioncurrencyid', {
      whenDeleted: 'restrict',
    }),
    msdyn_owningcompany: columnOf.lookup('cdm_company', 'msdyn_OwningCompany', { assumed: true }),
  },
});
