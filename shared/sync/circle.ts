import type { RecordState } from '../ledger/ledger.ts';
import type { Sync } from './sync.ts';

/** Longer circles are not looked for: each step is a read of the ledger. */
const longest = 20;

/**
 * Whether a record would wait for itself: it waits for a parent, which waits for another one, and so on back to it.
 * Costs nothing while the parent waits for nobody.
 *
 * @param parent state of the record that it is about to wait for.
 * @returns the records of the circle in the order of their waiting, from `record` on; undefined where there is none.
 * @throws LedgerError
 */
export async function circleThrough(
  { ledger }: Pick<Sync, 'ledger'>,
  record: string,
  parentRecord: string,
  parent: RecordState | undefined,
): Promise<readonly string[] | undefined> {
  const chain = [record];
  for (let [name, state] = [parentRecord, parent]; ;) {
    if (name === record) return chain;
    const next = state?.outcome === 'waiting' ? state.waitsFor : undefined;
    if (next === undefined || chain.includes(name) || chain.length === longest) return undefined;
    chain.push(name);
    [name, state] = [next, next === record ? undefined : await ledger.state(next)];
  }
}
