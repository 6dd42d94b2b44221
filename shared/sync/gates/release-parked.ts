import type { Sync } from '../sync.ts';
import { isDue, parseBreaker } from './breaker.ts';
import { breakerPrefix, isGate } from './gate-names.ts';
import { isShut } from './is-shut.ts';
import { releaseSome } from './release-some.ts';

/**
 * Sends what is parked before gates that are open again, so many a second, as long as one run may take. A gate that
 * shuts again meanwhile keeps the rest. Of a breaker that is due for a probe that nobody makes, one record is sent.
 *
 * @returns how many records were sent.
 * @throws LedgerError, BusError; nothing is lost, the next run goes on.
 */
export async function releaseParked(sync: Sync): Promise<number> {
  const { settings } = sync.gates;
  const parked = new Set<string>();
  for await (const { parent } of sync.ledger.listWaiters()) if (isGate(parent)) parked.add(parent);
  const end = sync.now() + settings.releaseMs;
  let sent = 0;
  for (const gate of parked) if (await isUnprobed(sync, gate)) sent += await releaseSome(sync, gate, 1);
  while (parked.size > 0) {
    let left = settings.releasePerSecond;
    for (const gate of parked) {
      const released = left === 0 ? 0 : await releaseOpen(sync, gate, left);
      // Fewer than there was room for: all are sent, or the gate is shut.
      if (released < left) parked.delete(gate);
      left -= released;
      sent += released;
    }
    if (parked.size === 0 || sync.now() >= end) break;
    await sync.sleep(1_000);
  }
  return sent;
}

async function releaseOpen(sync: Sync, gate: string, limit: number): Promise<number> {
  return (await isShut(sync, gate)) ? 0 : releaseSome(sync, gate, limit);
}

/** The copy that should have probed was lost, or ended elsewhere. */
async function isUnprobed(sync: Sync, gate: string): Promise<boolean> {
  if (!gate.startsWith(breakerPrefix)) return false;
  const text = await sync.ledger.control(gate);
  return text !== undefined && isDue(parseBreaker(text), sync.now());
}
