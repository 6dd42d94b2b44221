import { Transaction } from '../store/transaction.ts';
import type { World } from '../world.ts';
import type { Caller } from './caller.ts';

/** Runs writes as one unit: all are kept and their events raised, or the error goes on and nothing happened. */
export function commit<T>(world: World, caller: Caller, work: (transaction: Transaction) => T): T {
  const transaction = new Transaction(world.database);
  let result: T;
  try {
    result = work(transaction);
  } catch (error) {
    transaction.undo();
    throw error;
  }
  world.afterCommit(caller, transaction.changes);
  return result;
}
