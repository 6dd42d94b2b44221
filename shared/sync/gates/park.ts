import type { RecordState } from '../../ledger/ledger.ts';
import { parseChange } from '../../messaging/parse-change.ts';
import type { ClaimedChange } from '../claimed-change.ts';
import { directionOf } from '../direction-of.ts';
import { nextAttempt } from '../next-attempt.ts';
import type { Sync } from '../sync.ts';
import { isDue, parseBreaker } from './breaker.ts';
import type { Gate } from './gate.ts';
import { breakerPrefix, pausePrefix, unlinkedPrefix } from './gate-names.ts';
import { isShut } from './is-shut.ts';
import { mergeParked } from './merge-parked.ts';

/**
 * Leaves the claimed record before a gate: one waiting row per record (and direction, where its map has two), however
 * many changes of it come. Written before the commit, so that a record that says it is parked is.
 *
 * @returns false when the gate opened meanwhile, and nobody may look at what was just left there: come back soon.
 * @throws LedgerError
 */
export async function park(sync: Sync, run: ClaimedChange, state: RecordState, gate: Gate): Promise<boolean> {
  const { map, change, startedAt } = run;
  const { ledger } = sync;
  const twoWay = map.toFinance !== undefined && map.toDataverse !== undefined;
  const record = twoWay ? `${state.record}|${directionOf(change)}` : state.record;
  // Asked for whatever the state says: one that was parked and probes is tried again, and parks again.
  const known = await ledger.waiter(gate.name, record);
  const next = nextAttempt({ ...change, origin: originOf(gate) }, { kind: 'unavailable' });
  const before = known === undefined ? undefined : parseChange(known.change);
  const parked = before === undefined ? next : mergeParked(before, next);
  await ledger.addWaiter(
    { parent: gate.name, record, change: JSON.stringify(parked), since: known?.since ?? startedAt },
    { map: map.name, mapVersion: map.version, area: map.area },
  );
  if (gate.name.startsWith(unlinkedPrefix)) return isShut(sync, gate.name);
  const text = await ledger.control(gate.name);
  if (text === undefined) return false;
  return !(gate.name.startsWith(breakerPrefix) && isDue(parseBreaker(text), sync.now()));
}

/** Origin of a change that a person let go on. */
export const resumedOrigin = 'resumed';

const originOf = ({ name }: Gate): string => (name.startsWith(pausePrefix) ? resumedOrigin : 'released');
