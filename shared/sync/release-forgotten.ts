import { isGate } from './gates/gate-names.ts';
import { maybeUnderWay } from './maybe-under-way.ts';
import { isThere } from './parent-check.ts';
import { releaseWaiters } from './release-waiters.ts';
import type { Sync } from './sync.ts';

/**
 * Finds records that are there while others still wait for them: the host that wrote the parent ended before it sent
 * the release. Who came to wait within the last lease is left to the release that is perhaps just being sent.
 *
 * @returns how many parents were released.
 */
export async function releaseForgotten(sync: Sync): Promise<number> {
  const parents = new Set<string>();
  for await (const { parent, since } of sync.ledger.listWaiters())
    if (!isGate(parent) && !maybeUnderWay(sync, since)) parents.add(parent);
  let released = 0;
  for (const parent of parents) {
    if (!isThere(await sync.ledger.state(parent))) continue;
    await releaseWaiters(sync, parent);
    released++;
  }
  return released;
}
