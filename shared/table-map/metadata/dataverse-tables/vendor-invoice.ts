import type { DataverseTable } from '../column-types.ts';
import { currency, owningCompany, state } from './shared-columns.ts';

/** Vendor invoices and their lines. */
export const vendorInvoice = {
  msdyn_projectvendorinvoice: {
    set: 'msdyn_projectvendorinvoices',
    id: 'msdyn_projectvendorinvoiceid',
    columns: {
      msdyn_projectvendorinvoiceid: 'guid',
      msdyn_name: 'text',
      msdyn_vendorinvoicenumber: 'text',
      msdyn_description: 'text',
      msdyn_invoicedate: 'time-zone-independent', // type assumed(vendor-invoice-columns)
      msdyn_enableautomaticconfirmation: 'boolean',
      msdyn_hasexternalorigin: 'boolean',
      msdyn_vendor: { lookup: ['account'] },
      ...currency,
      ...owningCompany,
      ...state,
    },
  },
  msdyn_projectvendorinvoiceline: {
    set: 'msdyn_projectvendorinvoicelines',
    id: 'msdyn_projectvendorinvoicelineid',
    columns: {
      msdyn_projectvendorinvoicelineid: 'guid',
      msdyn_externalinvoiceline: 'text',
      msdyn_description: 'text',
      msdyn_quantity: 'decimal',
      msdyn_price: 'money',
      msdyn_billingtype: 'choice',
      msdyn_transactionclassification: 'choice',
      msdyn_vendorinvoice: { lookup: ['msdyn_projectvendorinvoice'] },
      msdyn_project: { lookup: ['msdyn_project'] },
      msdyn_task: { lookup: ['msdyn_projecttask'] }, // assumed(vendor-invoice-columns)
      msdyn_unit: { lookup: ['uom'] },
      msdyn_product: { lookup: ['product'] },
      msdyn_transactioncategory: { lookup: ['msdyn_transactioncategory'] },
      msdyn_resourcecategory: { lookup: ['bookableresourcecategory'] },
      ...currency,
      ...owningCompany,
      ...state,
    },
  },
} as const satisfies Readonly<Record<string, DataverseTable>>;
