import { Big } from 'big.js';
import { schema } from '../schema/schema.ts';
import type { StoredRow, StoredValue } from '../store/row.ts';
import type { World } from '../world.ts';
import type { Caller } from '../write/caller.ts';
import { commit } from '../write/commit.ts';
import { createRow } from '../write/create-row.ts';
import { causedBy } from './caused-by.ts';
import { choices } from './choices.ts';
import { linesOf } from './lines-of.ts';
import { shortened } from './shortened.ts';

/**
 * Makes a cost actual of each line that a vendor invoice has when it is confirmed, by itself or by the project manager.
 * An invoice does so once: a line that comes later never becomes an actual, nor do all of them again.
 */
export function costVendorInvoice(world: World, caller: Caller, invoiceId: string): void {
  const actuals = schema.byName.get('msdyn_actual');
  const invoice = world.database.rows('msdyn_projectvendorinvoice').get(invoiceId);
  if (actuals === undefined || invoice === undefined || world.costedInvoices.has(invoiceId)) return;
  const acting = causedBy(world, caller);
  commit(world, acting, (transaction) => {
    for (const line of linesOf(world.database, invoiceId))
      createRow(world, transaction, acting, actuals, costOf(invoice, line));
  });
  world.costedInvoices.add(invoiceId);
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
