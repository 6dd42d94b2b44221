import { randomUUID } from 'node:crypto';
import Big from 'big.js';
import { z } from 'zod';
import { enumerations } from '../schema/enumerations.ts';
import { emptyValues } from '../store/empty-values.ts';
import type { Values } from '../store/stored-row.ts';
import type { Accounting } from './accounting.ts';
import type { Action } from './action.ts';
import { roundTo } from './currencies.ts';
import { doInTransaction } from './do-in-transaction.ts';
import { entityOf } from './entity-of.ts';
import { companyField, dayField, decimalField } from './fields.ts';
import { FinanceRefuses } from './finance-refuses.ts';
import { requireProject } from './require-project.ts';
import { requireRow } from './require-row.ts';
import { vendorInvoiceKey } from './vendor-invoice-entry.ts';

const lineSchema = z.object({
  /** ProjTransId; from the number sequence when absent. */
  id: z.string().optional(),
  /** A line without project is not exported. */
  project: z.string().default(''),
  task: z.string().default(''),
  /** Company that owns the project; the invoice's own when absent. */
  projectCompany: companyField.optional(),
  category: z.string().default(''),
  categoryType: z.enum(enumerations.ProjCategoryType).default('Item'),
  product: z.string().default(''),
  unit: z.string().default(''),
  quantity: decimalField,
  price: decimalField,
  date: dayField.optional(),
  billingType: z.enum(enumerations.ProjBillingType).default('Chargeable'),
  role: z.string().default(''),
  subcontractLine: z.string().default(''),
  text: z.string().default(''),
});

const inputSchema = z.object({
  company: companyField,
  vendor: z.string().min(1),
  number: z.string().min(1),
  date: dayField,
  currency: z.string().min(1),
  description: z.string().default(''),
  purchaseOrder: z.string().default(''),
  subcontract: z.boolean().default(false),
  /** Finance made it from the customer invoice of the company that the vendor stands for. */
  intercompany: z.boolean().default(false),
  lines: z.array(lineSchema).min(1),
});

type Input = z.infer<typeof inputSchema>;
type Line = z.infer<typeof lineSchema>;

/**
 * Enters a vendor invoice. While it is pending its header carries a TableRefId and its lines ProjItemTransExists 0
 * (assumed). Only lines with a project are exported, and the header only with at least one of them.
 */
export const createVendorInvoice: Action = (accounting, input) => {
  const invoice = inputSchema.parse(input);
  const { store } = accounting;
  const headers = entityOf('VendInvoiceExportsV2');
  const entity = entityOf('ProjVendInvoiceLinesExportEntity');
  const key = {
    dataAreaId: invoice.company,
    InvoiceAccount: invoice.vendor,
    VendorInvoiceNum: invoice.number,
  };
  requireRow(
    store,
    'VendorsV2',
    { dataAreaId: invoice.company, VendorAccountNumber: invoice.vendor },
    `Vendor account ${invoice.vendor} does not exist in company ${invoice.company}.`,
  );
  const lendingCompany = invoice.intercompany ? lendingCompanyOf(accounting, invoice) : '';
  if (store.find(headers, key) !== undefined)
    throw new FinanceRefuses(`Invoice number ${invoice.number} is already used.`);
  const rows = invoice.lines
    .filter((line) => line.project !== '')
    .map((line) => exportedLine(accounting, invoice, line));
  const manual = accounting.vendorInvoiceParameters.get(invoice.company)?.manualVerification === true;
  const done = doInTransaction(accounting, () => {
    for (const row of rows) {
      if (store.find(entity, row) !== undefined)
        throw new FinanceRefuses(`Project transaction ${row['ProjTransId'] ?? ''} already exists.`);
      store.insert(entity, { ...emptyValues(entity), ...row });
    }
    if (rows.length > 0)
      store.insert(headers, { ...emptyValues(headers), ...key, ...exportedHeader(invoice, manual) });
    return { result: { number: invoice.number, lines: rows.map((row) => row['ProjTransId']) } };
  });
  accounting.vendorInvoices.set(vendorInvoiceKey(invoice.company, invoice.vendor, invoice.number), {
    company: invoice.company,
    vendor: invoice.vendor,
    number: invoice.number,
    lendingCompany,
    paymentHold: false,
  });
  return done;
};

/** @throws FinanceRefuses when the vendor stands for no legal entity; the text after its beginning is assumed. */
function lendingCompanyOf({ intercompany }: Accounting, { company, vendor }: Input): string {
  const relation = intercompany.ofVendor(company, vendor);
  if (relation !== undefined) return relation.lending;
  throw new FinanceRefuses(
    `Intercompany relationship has to be set up between legal entity ${company} and the one of vendor account ${vendor}.`,
  );
}

/**
 * A project manager verifies subcontract invoices, and every invoice where the company's parameters ask for it: then
 * SubcontractInvoice is Yes, from which the map takes that nothing confirms itself, and the status Draft (assumed).
 */
const exportedHeader = (invoice: Input, manual: boolean): Values => ({
  Description: invoice.description,
  DocumentDate: `${invoice.date}T12:00:00Z`,
  TransDate: `${invoice.date}T12:00:00Z`,
  CurrencyCode: invoice.currency,
  PurchId: invoice.purchaseOrder,
  OrderAccount: invoice.vendor,
  TableRefId: randomUUID(),
  SubcontractInvoice: invoice.subcontract || manual ? 'Yes' : 'No',
  ProjVendInvoiceStatus: manual ? 'Draft' : 'None',
});

function exportedLine({ store, numbers }: Accounting, invoice: Input, line: Line): Values {
  const projectCompany = line.projectCompany ?? invoice.company;
  requireProject(store, projectCompany, line.project, line.task);
  if (line.product !== '')
    requireRow(
      store,
      'CDSReleasedDistinctProducts',
      { dataAreaId: invoice.company, ProductNumber: line.product },
      `Product ${line.product} is not released in company ${invoice.company}.`,
    );
  return {
    ProjTransId: line.id ?? numbers.next('PT'),
    ProjDataAreaId: projectCompany,
    DAreaId: invoice.company,
    InvoiceAccount: invoice.vendor,
    OrderAccount: invoice.vendor,
    VendorInvoiceNum: invoice.number,
    ProjId: line.project,
    ProjTaskNumber: line.task,
    ProjSubcontractLineNumber: line.subcontractLine,
    RoleId: line.role,
    CategoryType: line.categoryType,
    TransactionCategoryId: line.category,
    BillingType: line.billingType,
    ItemId: line.product,
    DisplayProductNumber: line.product,
    Description: line.text,
    TransDate: `${line.date ?? invoice.date}T12:00:00Z`,
    QtyReceiveNow: Big(line.quantity).toFixed(),
    PurchUnit: line.unit,
    PurchPrice: Big(line.price).toFixed(),
    LineAmount: roundTo(invoice.currency, Big(line.quantity).times(line.price)),
    currencyCode: invoice.currency,
  };
}
