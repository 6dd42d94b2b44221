import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from '../../../shared/ledger/ledger.ts';

/**
 * Waits until a condition holds; it is asked again after a while each time.
 *
 * @throws Error naming what did not come about.
 */
export async function settled(
  what: string,
  patienceMs: number,
  holds: () => Promise<boolean> | boolean,
): Promise<void> {
  for (const end = Date.now() + patienceMs; !(await holds());) {
    if (Date.now() > end) throw new Error(`${what}: not after ${String(patienceMs / 1_000)} s.`);
    await sleep(50);
  }
}

/** Whether nobody works on any of these records, and none is still open. Asks the later ones first: they end last. */
export async function allIdle(ledger: Ledger, records: readonly string[]): Promise<boolean> {
  for (const record of records.toReversed()) {
    const state = await ledger.state(record);
    if (state?.outcome === undefined || state.lease !== undefined || state.nextAt !== undefined) return false;
  }
  return true;
}
