import type { Accounting } from '../accounting/accounting.ts';
import { entityOf } from '../accounting/entity-of.ts';
import type { TableRow } from './table-row.ts';

/** Payments of vendor invoices that wait, or waited, for the project manager; Confirmed releases them (documented). */
export const paymentHolds = ({ store, vendorInvoices }: Accounting): readonly TableRow[] =>
  [...vendorInvoices.values()]
    .filter((entry) => entry.paymentHold)
    .map(({ company, vendor, number }) => {
      const key = { dataAreaId: company, InvoiceAccount: vendor, VendorInvoiceNum: number };
      const exported = store.find(entityOf('VendInvoiceExportsV2'), key);
      const released = exported?.values['ProjVendInvoiceStatus'] === 'Confirmed';
      return { ...key, PaymentHold: released ? 'No' : 'Yes' };
    });
