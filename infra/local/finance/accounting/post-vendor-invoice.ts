import { z } from 'zod';
import type { BusinessEvent } from '../events/business-event.ts';
import type { StoredRow } from '../store/stored-row.ts';
import type { Accounting } from './accounting.ts';
import type { Action } from './action.ts';
import { doInTransaction } from './do-in-transaction.ts';
import { entityOf } from './entity-of.ts';
import { companyField, dayField } from './fields.ts';
import { FinanceRefuses } from './finance-refuses.ts';
import { requireRow } from './require-row.ts';
import { vendorInvoiceKey } from './vendor-invoice-entry.ts';

const inputSchema = z.object({
  company: companyField,
  vendor: z.string().min(1),
  number: z.string().min(1),
  /** Posting date; the invoice's when absent. */
  date: dayField.optional(),
});

/** Posts a vendor invoice: TableRefId is emptied, its lines get ProjItemTransExists 1 (both assumed); its payment may wait. */
export const postVendorInvoice: Action = (accounting, input) => {
  const { company, vendor, number, date } = inputSchema.parse(input);
  const { store, periods } = accounting;
  const key = { dataAreaId: company, InvoiceAccount: vendor, VendorInvoiceNum: number };
  const header = requireRow(
    store,
    'VendInvoiceExportsV2',
    key,
    `Vendor invoice ${number} of ${vendor} does not exist.`,
  );
  if (header.values['TableRefId'] === '')
    throw new FinanceRefuses(`Vendor invoice ${number} has already been posted.`);
  periods.requireOpen(company, date ?? header.values['TransDate'] ?? '');
  const lines = [...store.rows(entityOf('ProjVendInvoiceLinesExportEntity'))].filter(
    ({ values }) =>
      values['DAreaId'] === company &&
      values['InvoiceAccount'] === vendor &&
      values['VendorInvoiceNum'] === number,
  );
  const done = doInTransaction(accounting, () => {
    for (const line of lines)
      store.update(entityOf('ProjVendInvoiceLinesExportEntity'), line, { ProjItemTransExists: '1' });
    store.update(entityOf('VendInvoiceExportsV2'), header, { TableRefId: '' });
    return { result: { posted: lines.length }, businessEvents: [posted(header)] };
  });
  holdPayment(accounting, company, vendor, number);
  return done;
};

/** Where the company's parameters ask for it, the payment waits until the exported invoice is Confirmed. */
function holdPayment(accounting: Accounting, company: string, vendor: string, number: string): void {
  if (accounting.vendorInvoiceParameters.get(company)?.paymentHold !== true) return;
  const key = vendorInvoiceKey(company, vendor, number);
  const entry = accounting.vendorInvoices.get(key) ?? { company, vendor, number, lendingCompany: '' };
  accounting.vendorInvoices.set(key, { ...entry, paymentHold: true });
}

/** The event is documented, its fields are assumed from those of the sales invoice event. */
function posted({ values }: StoredRow): BusinessEvent {
  const {
    dataAreaId = '',
    InvoiceAccount = '',
    VendorInvoiceNum = '',
    TransDate = '',
    CurrencyCode = '',
  } = values;
  return {
    businessEventId: 'VendorInvoicePostedBusinessEvent',
    category: 'Accounts payable',
    legalEntity: dataAreaId,
    fields: {
      CurrencyCode,
      InvoiceAccount,
      InvoiceDate: `/Date(${Date.parse(TransDate.slice(0, 10))})/`,
      InvoiceId: VendorInvoiceNum,
      LegalEntity: dataAreaId,
    },
  };
}
