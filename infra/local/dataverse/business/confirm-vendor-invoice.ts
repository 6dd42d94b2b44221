import { Big } from 'big.js';
import { schema } from '../schema/schema.ts';
import type { StoredRow, StoredValue } from '../store/row.ts';
import type { World } from '../world.ts';
import type { Caller } from '../write/caller.ts';
import { commit } from '../write/commit.ts';
import { createRow } from '../write/create-row.ts';
import { updateRow } from '../write/update-row.ts';
import { causedBy } from './caused-by.ts';
import { choices } from './choices.ts';
import { shortened } from './shortened.ts';

/**
 * Confirms a draft vendor invoice that is to be confirmed automatically as soon as it has a line; the lines that are
 * there at that moment become cost actuals. A line that comes later never does.
 */
export function confirmVendorInvoice(world: World, caller: Caller, invoiceId: string): void {
  const invoices = schema.byName.get('msdyn_projectvendorinvoice');
  const actuals = schema.byName.get('msdyn_actual');
  const invoice = world.database.rows('msdyn_projectvendorinvoice').get(invoiceId);
  if (invoices === undefined || actuals === undefined || invoice === undefined) return;
  if (invoice['msdyn_enableautomaticconfirmation'] !== true) return;
  const open: readonly StoredValue[] = [
    choices.vendorInvoiceStatus.draft,
    choices.vendorInvoiceStatus.inReview,
  ];
  if (!open.includes(invoice['statuscode'] ?? null)) return;
  const lines = [...world.database.rows('msdyn_projectvendorinvoiceline').all()].filter((line) => {
    const header = line['msdyn_vendorinvoice'];
    return header !== null && typeof header === 'object' && header.id === invoiceId;
  });
  if (lines.length === 0) return;
  const acting = causedBy(world, caller);
  commit(world, acting, (transaction) => {
    updateRow(
      world,
      transaction,
      acting,
      invoices,
      invoice,
      new Map([['statuscode', choices.vendorInvoiceStatus.confirmed]]),
    );
    for (const line of lines) createRow(world, transaction, acting, actuals, costOf(invoice, line));
  });
}

function costOf(invoice: StoredRow, line: StoredRow): Map<string, StoredValue> {
  const date = invoice['msdyn_invoicedate'] ?? null;
  const price = line['msdyn_price'];
  const quantity = line['msdyn_quantity'];
  const amount =
    line['msdyn_amount'] ??
    (typeof price === 'string' && typeof quantity === 'string'
      ? new Big(price).times(quantity).round(4, Big.roundHalfUp).toFixed()
      : null);
  const copied = [
    'msdyn_transactionclassification',
    'msdyn_billingtype',
    'msdyn_project',
    'msdyn_task',
    'msdyn_transactioncategory',
    'msdyn_resourcecategory',
    'msdyn_product',
    'msdyn_unit',
    'msdyn_quantity',
    'msdyn_price',
    'transactioncurrencyid',
    'msdyn_owningcompany',
  ];
  return new Map<string, StoredValue>([
    ...copied.map((name): [string, StoredValue] => [name, line[name] ?? null]),
    ['msdyn_description', shortened(line['msdyn_description'])],
    ['msdyn_transactiontypecode', choices.transactionType.cost],
    ['msdyn_amount', amount],
    ['msdyn_externalreferenceid', line['msdyn_externalinvoiceline'] ?? null],
    ['msdyn_transactiondate', date],
    ['msdyn_documentdate', date],
    ['msdyn_accountingdate', date],
    ['msdyn_startdatetime', date],
    ['msdyn_enddatetime', date],
  ]);
}
