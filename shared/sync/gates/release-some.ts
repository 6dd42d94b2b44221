import { sendWaiters } from '../send-waiters.ts';
import type { Sync } from '../sync.ts';

/**
 * Sends some of the records that are parked before a gate.
 *
 * @returns how many.
 * @throws LedgerError, BusError; nothing is lost.
 */
export async function releaseSome(sync: Sync, gate: string, limit: number): Promise<number> {
  const waiters = await sync.ledger.waitersOf(gate, limit);
  await sendWaiters(sync, waiters);
  return waiters.length;
}
