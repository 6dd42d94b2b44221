import { odata } from '@azure/data-tables';
import type { Waiter } from '../ledger.ts';
import type { Tables } from './connect-tables.ts';
import { escapeKey } from './escape-key.ts';
import { readWaiter } from './waiter-row.ts';

/** Who waits for a parent; without one, who waits at all. A page of up to 1,000 rows per operation. */
export async function* listWaiters({ waiting }: Tables, parent?: string): AsyncIterable<Waiter> {
  const queryOptions = parent === undefined ? {} : { filter: odata`PartitionKey eq ${escapeKey(parent)}` };
  for await (const row of waiting.listEntities({ queryOptions })) yield readWaiter(row);
}

/** Who waits for a parent, all at once, or at most so many. */
export async function waitersOf(
  tables: Tables,
  parent: string,
  limit = Infinity,
): Promise<readonly Waiter[]> {
  const waiters: Waiter[] = [];
  for await (const waiter of listWaiters(tables, parent)) {
    if (waiters.length >= limit) break;
    waiters.push(waiter);
  }
  return waiters;
}
