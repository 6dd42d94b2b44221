import type { RowChange } from '../store/transaction.ts';
import type { World } from '../world.ts';
import type { Caller } from '../write/caller.ts';
import { choices } from './choices.ts';
import { confirmVendorInvoice } from './confirm-vendor-invoice.ts';
import { costVendorInvoice } from './cost-vendor-invoice.ts';
import { scheduleApproval } from './schedule-approval.ts';

/** The business processes of Project Operations that a commit sets off. */
export function afterCommit(world: World, caller: Caller, changes: readonly RowChange[]): void {
  const touched = new Set<string>();
  const confirmed = new Set<string>();
  for (const { message, table, id, before, after } of changes) {
    if (after === undefined) continue;
    if (table.name === 'msdyn_expense' && message === 'Create') scheduleApproval(world, caller, id);
    if (table.name === 'msdyn_projectvendorinvoice') {
      touched.add(id);
      const { confirmed: status } = choices.vendorInvoiceStatus;
      if (after['statuscode'] === status && before?.['statuscode'] !== status) confirmed.add(id);
    }
    if (table.name === 'msdyn_projectvendorinvoiceline') {
      const header = after['msdyn_vendorinvoice'];
      if (header !== null && typeof header === 'object') touched.add(header.id);
    }
  }
  for (const id of confirmed) costVendorInvoice(world, caller, id);
  for (const id of touched) confirmVendorInvoice(world, caller, id);
}
