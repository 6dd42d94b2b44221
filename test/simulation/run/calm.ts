import type { RecordState } from '../../../shared/ledger/ledger.ts';
import { breakerPrefix } from '../../../shared/sync/gates/gate-names.ts';
import { isSettled } from '../../../shared/sync/is-open.ts';
import { isThere } from '../../../shared/sync/parent-check.ts';
import { noVerdict } from '../../../shared/sync/take-in-dead-letters.ts';
import { recordOf } from '../../../shared/table-map/record-of.ts';
import type { BusMessage } from '../stand-ins/bus-message.ts';
import { simulatedAreas } from '../host/timers.ts';
import { records } from './records.ts';
import { isStranded } from './stranded.ts';
import type { Simulation } from './simulation.ts';

const minute = 60_000;

/** The longest recheck of a missing reference, with its jitter. */
const longestRecheckMs = 75 * minute;

const recordOfMessage = ({ maps }: Simulation, { change }: BusMessage): string =>
  recordOf(maps.byName(change.map), change.row);

const isPending = ({ state }: BusMessage): boolean =>
  state === 'active' || state === 'locked' || state === 'scheduled';

/** Nothing is under way, and whatever is scheduled is the next look of a record that waits. */
export async function isCalm(simulation: Simulation, quietMs: number): Promise<boolean> {
  const { underWay, webhooks, bus, ledger } = simulation;
  if (underWay.size > 0 || webhooks > 0) return false;
  for (const message of bus.messages()) {
    if (!isPending(message)) {
      if (message.state === 'dead' || message.state === 'locked-dead') return false;
      continue;
    }
    if (message.state !== 'scheduled') return false;
    const state = await ledger.state(recordOfMessage(simulation, message));
    if (state?.outcome !== 'waiting' || quietMs < longestRecheckMs) return false;
  }
  // What is parked goes on when its breaker closes.
  for await (const { parent } of ledger.listWaiters()) if (parent.startsWith(breakerPrefix)) return false;
  // What a host left on the open list is taken off it after a while.
  for (const area of simulatedAreas)
    for await (const row of ledger.listOpen(area)) {
      const state = await ledger.state(row.record);
      const unheard = row.failure.code === noVerdict && state !== undefined && state.updatedAt <= row.since;
      if (state !== undefined && isSettled(state) && !unheard) return false;
    }
  return true;
}

/** Calm, and no record is open. */
export async function isIdle(simulation: Simulation): Promise<boolean> {
  const listed = new Set<string>();
  for (const area of simulatedAreas)
    for await (const { deadLetter } of simulation.ledger.listOpen(area))
      if (deadLetter !== undefined) listed.add(deadLetter.sequenceNumber);
  // What the open list names is replayed by a person, also where its record was never claimed and has no state.
  for (const message of simulation.bus.messages())
    if (listed.has(message.sequenceNumber) || !isStranded(simulation, message)) return false;
  const states = await records(simulation);
  return states.every(
    ({ outcome }) => outcome !== 'waiting' && outcome !== 'retrying' && outcome !== 'rejected',
  );
}

/** How long a release may take when nothing fails: the timer's minute, and the time that its messages take. */
const releaseMs = 4 * minute;

/** F7: who waits for a record goes on soon after that record is there, not only when it looks again by itself. */
export async function checkReleased(simulation: Simulation, quietSince: number): Promise<void> {
  const { history, ledger, schedule } = simulation;
  for (const state of await records(simulation)) {
    if (!isWaitingForParent(state)) continue;
    const parent = history.parents.get(state.record);
    const found = parent === undefined ? undefined : await ledger.state(parent);
    if (!isThere(found) || found === undefined) continue;
    const since = Math.max(Date.parse(found.updatedAt), Date.parse(state.updatedAt), quietSince);
    if (schedule.now() - since > releaseMs)
      history.violated(
        'F7',
        `${state.record} still waits for ${found.record}, which is there for ${String(Math.round((schedule.now() - since) / 1_000))} s`,
      );
  }
}

const isWaitingForParent = ({ outcome, failure }: RecordState): boolean =>
  outcome === 'waiting' && (failure?.code === 'parent-missing' || failure?.code === 'waits-in-circle');
