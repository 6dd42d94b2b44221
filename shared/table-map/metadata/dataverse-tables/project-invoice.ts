import type { DataverseTable } from '../column-types.ts';
import { currency, owningCompany, state } from './shared-columns.ts';

/** Proforma invoices. */
export const projectInvoice = {
  invoice: {
    set: 'invoices',
    id: 'invoiceid',
    columns: {
      invoiceid: 'guid',
      msdyn_invoicenumber: 'text',
      msdyn_projectinvoicestatus: 'choice',
      // Ours: what became of the invoice in Finance; assumed(own-columns).
      posync_customerinvoicenumber: 'text',
      posync_invoicetaxamount: 'decimal',
      salesorderid: { lookup: ['salesorder'] },
      ...currency,
      ...owningCompany,
      ...state,
    },
  },
} as const satisfies Readonly<Record<string, DataverseTable>>;
