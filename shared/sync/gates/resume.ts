import type { Sync } from '../sync.ts';
import { pauseName, type PausePlace } from './gate-names.ts';
import { releaseSome } from './release-some.ts';

/**
 * Ends a pause. A first handful of what was parked goes on at once, the rest at a rate by the release timer. Counting
 * for an automatic pause begins anew.
 *
 * @returns false when nothing was paused there.
 * @throws LedgerError, BusError; what was not released is released by the timer.
 */
export async function resume(sync: Sync, place: PausePlace, who: string): Promise<boolean> {
  const name = pauseName(place);
  const text = await sync.ledger.control(name);
  if (text === undefined || !(await sync.ledger.putControlIf(name, text, undefined))) return false;
  sync.gates.forget();
  sync.log(`resumed ${name} by ${who}`);
  await releaseSome(sync, name, sync.gates.settings.releasePerSecond);
  return true;
}
