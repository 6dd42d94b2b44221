import type { RowChange } from '../store/transaction.ts';
import type { World } from '../world.ts';
import type { Caller } from '../write/caller.ts';
import { confirmVendorInvoice } from './confirm-vendor-invoice.ts';
import { scheduleApproval } from './schedule-approval.ts';

/** The business processes of Project Operations that a commit sets off. */
export function afterCommit(world: World, caller: Caller, changes: readonly RowChange[]): void {
  const invoices = new Set<string>();
  for (const { message, table, id, after } of changes) {
    if (after === undefined) continue;
    if (table.name === 'msdyn_expense' && message === 'Create') scheduleApproval(world, caller, id);
    if (table.name === 'msdyn_projectvendorinvoice') invoices.add(id);
    if (table.name === 'msdyn_projectvendorinvoiceline') {
      const header = after['msdyn_vendorinvoice'];
      if (header !== null && typeof header === 'object') invoices.add(header.id);
    }
  }
  for (const id of invoices) confirmVendorInvoice(world, caller, id);
}
