import type { Accounting } from '../accounting/accounting.ts';
import type { TableRow } from './table-row.ts';

/** Vendor invoices that Finance made from intercompany customer invoices; no exported property tells them apart. */
export const intercompanyVendorInvoices = ({ vendorInvoices }: Accounting): readonly TableRow[] =>
  [...vendorInvoices.values()]
    .filter((entry) => entry.lendingCompany !== '')
    .map(({ company, vendor, number, lendingCompany }) => ({
      dataAreaId: company,
      InvoiceAccount: vendor,
      VendorInvoiceNum: number,
      LendingCompany: lendingCompany,
    }));
