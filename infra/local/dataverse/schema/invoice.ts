import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';

/** Proforma invoice. */
export const invoice = defineTable({
  name: 'invoice',
  set: 'invoices',
  id: 'invoiceid',
  primaryName: 'name',
  owned: 'user',
  columns: {
    name: columnOf.text(300),
    invoicenumber: columnOf.text(100),
    msdyn_invoicenumber: columnOf.text(100),
    /** Not named by the map; a column of the standard table. */
    msdyn_invoicedate: columnOf.dateOnly({ assumed: true }),
    totalamount: columnOf.money({ creatable: false, updatable: false }),
    msdyn_projectinvoicestatus: columnOf.choice(
      { 192350000: 'Draft', 192350001: 'In Review', 192350002: 'Confirmed', 192350003: 'Invoice Paid' },
      { defaultValue: 192350000 },
    ),
    salesorderid: columnOf.lookup('salesorder', 'salesorderid'),
    customerid: columnOf.lookupToOneOf({ account: 'customerid_account', contact: 'customerid_contact' }),
    msdyn_projectcontractsplitbillingrule: columnOf.lookup(
      'msdyn_projectcontractsplitbillingrule',
      'msdyn_ProjectContractSplitBillingRule',
      { assumed: true },
    ),
    /** Our own columns for what became of the invoice in Finance. */
    posync_customerinvoicenumber: columnOf.text(50),
    posync_invoicetaxamount: columnOf.decimal(10),
    msdyn_owningcompany: columnOf.lookup('cdm_company', 'msdyn_OwningCompany', { assumed: true }),
  },
});
