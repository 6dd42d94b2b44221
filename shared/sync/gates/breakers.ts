import type { Sync } from '../sync.ts';
import { parseBreaker, type Breaker } from './breaker.ts';
import { breakerPrefix } from './gate-names.ts';

/** All open breakers by name, as they are in the ledger now. */
export async function breakers(sync: Sync): Promise<ReadonlyMap<string, Breaker>> {
  const controls = await sync.ledger.listControls(breakerPrefix);
  return new Map([...controls].map(([name, text]) => [name, parseBreaker(text)]));
}
