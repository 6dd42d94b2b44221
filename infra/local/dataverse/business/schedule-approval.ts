import type { World } from '../world.ts';
import type { Caller } from '../write/caller.ts';
import { approveExpense } from './approve-expense.ts';

/** A new expense is approved by a system job a little later. */
export function scheduleApproval(world: World, caller: Caller, expenseId: string): void {
  const timer = setTimeout(() => {
    world.timers.delete(timer);
    approveExpense(world, caller, expenseId);
  }, world.approvalDelayMs);
  world.timers.add(timer);
}
