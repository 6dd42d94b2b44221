import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';
import { options } from './options.ts';

export const msdynProjectvendorinvoiceline = defineTable({
  name: 'msdyn_projectvendorinvoiceline',
  set: 'msdyn_projectvendorinvoicelines',
  id: 'msdyn_projectvendorinvoicelineid',
  primaryName: 'msdyn_description',
  owned: 'user',
  columns: {
    msdyn_externalinvoiceline: columnOf.text(100),
    msdyn_description: columnOf.text(200),
    msdyn_quantity: columnOf.decimal(10),
    msdyn_duration: columnOf.integer(),
    msdyn_price: columnOf.money(),
    msdyn_amount: columnOf.money({ assumed: true }),
    msdyn_billingtype: columnOf.choice(options.billingType),
    msdyn_transactionclassification: columnOf.choice(options.transactionClassification),
    msdyn_verificationstatus: columnOf.choice(
      { 192350000: 'Not required', 192350001: 'Pending', 192350002: 'Complete' },
      { assumed: true },
    ),
    msdyn_vendorinvoice: columnOf.lookup('msdyn_projectvendorinvoice', 'msdyn_VendorInvoice', {
      whenDeleted: 'cascade',
    }),
    msdyn_project: columnOf.lookup('msdyn_project', 'msdyn_Project'),
    msdyn_task: columnOf.lookup('msdyn_projecttask', 'msdyn_Task', { assumed: true }),
    msdyn_unit: columnOf.lookup('uom', 'msdyn_Unit'),
    msdyn_product: columnOf.lookup('product', 'msdyn_Product'),
    msdyn_transactioncategory: columnOf.lookup('msdyn_transactioncategory', 'msdyn_TransactionCategory'),
    msdyn_resourcecategory: columnOf.lookup('bookableresourcecategory', 'msdyn_ResourceCategory'),
    msdyn_owningcompany: columnOf.lookup('cdm_company', 'msdyn_OwningCompany', { assumed: true }),
  },
  keys: [{ name: 'msdyn_externalinvoicelinekey', columns: ['msdyn_externalinvoiceline'] }],
});
