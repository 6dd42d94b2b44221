import { schema } from '../schema/schema.ts';
import type { StoredValue } from '../store/row.ts';
import type { World } from '../world.ts';
import type { Caller } from '../write/caller.ts';
import { commit } from '../write/commit.ts';
import { updateRow } from '../write/update-row.ts';
import { causedBy } from './caused-by.ts';
import { choices } from './choices.ts';
import { linesOf } from './lines-of.ts';

/**
 * Confirms a draft vendor invoice that is to be confirmed automatically as soon as it has a line. Any other invoice
 * stays as it is until the project manager sets its status to Confirmed.
 */
export function confirmVendorInvoice(world: World, caller: Caller, invoiceId: string): void {
  const invoices = schema.byName.get('msdyn_projectvendorinvoice');
  const invoice = world.database.rows('msdyn_projectvendorinvoice').get(invoiceId);
  if (invoices === undefined || invoice === undefined) return;
  const { confirms } = world.behaviour.now;
  const flagged = invoice['msdyn_enableautomaticconfirmation'] === true;
  if (confirms === 'none' || flagged !== (confirms === 'flagged')) return;
  const open: readonly StoredValue[] = [
    choices.vendorInvoiceStatus.draft,
    choices.vendorInvoiceStatus.inReview,
  ];
  if (!open.includes(invoice['statuscode'] ?? null)) return;
  if (linesOf(world.database, invoiceId).length === 0) return;
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
  });
}
