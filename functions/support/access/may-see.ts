import { openRowOf } from '../../../shared/support/open-row-of.ts';
import type { Sync } from '../../../shared/sync/sync.ts';
import { mayDo, mayDoEverywhere } from './may-do.ts';
import type { Person } from './person.ts';

/** Whether a record lies within what a person may read. @throws LedgerError. */
export async function maySee(sync: Sync, person: Person, record: string): Promise<boolean> {
  if (mayDoEverywhere(person, 'Support.Read')) return true;
  const known = (await openRowOf(sync, record)) ?? (await sync.ledger.state(record));
  return known !== undefined && mayDo(person, 'Support.Read', known);
}
