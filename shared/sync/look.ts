import { explain } from '../causes/explain.ts';
import { LedgerError } from '../ledger/ledger-error.ts';
import type { Failure, RecordState } from '../ledger/ledger.ts';
import { BusError } from '../messaging/bus-error.ts';
import type { Change } from '../messaging/change.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { withoutReference } from '../table-map/without-reference.ts';
import type { Attempt, Noted, Result } from './attempt.ts';
import { circleThrough } from './circle.ts';
import type { ClaimedChange } from './claimed-change.ts';
import type { Ending } from './ending.ts';
import { assertFollowed } from './expectations.ts';
import type { Guard } from './gates/guard.ts';
import { parkedEnding } from './gates/parked-ending.ts';
import { ShutError } from './gates/shut-error.ts';
import { mapInUse } from './map-in-use.ts';
import { newerMap } from './newer-map.ts';
import { nextAttempt } from './next-attempt.ts';
import { isThere } from './parent-check.ts';
import { ProblemError, type ExplainedProblem, type Problem } from './problem.ts';
import { problemOf } from './problem-of.ts';
import { recover } from './recover.ts';
import type { Sync } from './sync.ts';
import { syncToDataverse } from './sync-to-dataverse.ts';
import { syncToFinance } from './sync-to-finance.ts';

/**
 * One look at source and counterpart of a claimed record, with all writes that follow from it. Where the record waits in
 * a circle, it is written without the reference that closes it, which a later look completes.
 *
 * @throws only LedgerError and BusError; all else is an ending.
 */
export async function look(
  sync: Sync,
  run: ClaimedChange,
  state: RecordState,
  guard: Guard,
): Promise<Ending> {
  const whole = await lookOnce(sync, run, state, guard, (map) => map);
  const lookup = whole.kind === 'problem' ? whole.problem.opensCircle : undefined;
  if (lookup === undefined) return whole;
  const cut = await lookOnce(sync, run, state, guard, (map) => withoutReference(map, lookup) ?? map);
  return cut.kind === 'result' ? { ...cut, result: completedLater(cut.result, lookup) } : cut;
}

const completedLater = (result: Result, lookup: string): Result =>
  result.outcome === 'applied' || result.outcome === 'unchanged'
    ? {
        ...result,
        completesLater: true,
        reason: `sent without ${lookup}, which closes a circle, until that row is there`,
      }
    : result;

/** @param part of the map that is looked with. */
async function lookOnce(
  sync: Sync,
  run: ClaimedChange,
  state: RecordState,
  guard: Guard,
  part: (map: TableMap) => TableMap,
): Promise<Ending> {
  const { takeover, began, epoch } = run;
  // Keys that were left with us may have asked for a comparison: it costs one joined read.
  const asked = run.change.mode === 'verify' || state.pending.length > 0;
  const inDoubt = takeover || state.distrust;
  const verify = asked || inDoubt || state.epoch !== epoch || guard.probing;
  const noted: Noted = {};
  const attempt = (map: TableMap): Attempt => ({
    map,
    change: run.change,
    state,
    verify,
    inDoubt,
    ...(run.source === undefined ? {} : { source: run.source }),
    noted,
    assertMayWrite: () => {
      if (sync.now() - began > sync.timing.lastWriteMs) throw new ProblemError(tooLate);
    },
    assertCompanyOpen: guard.assertCompanyOpen,
    assertMayDelete: guard.assertMayDelete,
  });
  try {
    const newer = newerMap(run.map, state, epoch);
    if (newer !== undefined) throw new ProblemError(newer);
    const now = attempt(part(await mapInUse(sync, run.map)));
    const result = await (run.change.source === 'dataverse'
      ? syncToFinance(sync, now)
      : syncToDataverse(sync, now));
    if (run.change.event === 'expect') await assertFollowed(sync, now, result);
    return { kind: 'result', result };
  } catch (error) {
    if (isInfrastructure(error)) throw error;
    if (error instanceof ShutError) return parkedEnding(error.gate, noted);
    const problem = await stillThere(sync, run, state, problemOf(error));
    const tries = Math.max(1, Number(run.change.attempt) - Number(run.change.base));
    const recovery = recover(problem, tries, sync.timing, sync.random());
    const nextAt =
      recovery.do === 'reject' ? undefined : new Date(sync.now() + recovery.afterMs).toISOString();
    return { kind: 'problem', problem, recovery, nextAt, noted };
  }
}

const isInfrastructure = (error: unknown): boolean =>
  error instanceof LedgerError || error instanceof BusError;

/**
 * Leaves word with the missing parent, and looks at it once more then: it may have come between our look and our word, and
 * nobody would then release us.
 */
async function stillThere(
  sync: Sync,
  run: ClaimedChange,
  state: RecordState,
  problem: Problem,
): Promise<Problem> {
  const { parent } = problem;
  if (problem.kind !== 'waiting' || parent === undefined) return problem;
  const map = sync.maps.byName(parent.map);
  const next: Change = {
    ...nextAttempt(run.change, problem),
    event: eventWhenReleased(run.change),
    origin: 'released',
  };
  const there = await sync.ledger.addWaiter(
    { parent: parent.record, record: state.record, change: JSON.stringify(next), since: run.startedAt },
    { map: map.name, mapVersion: map.version, area: map.area },
    ...(parent.unheardOf === true ? (['unheard-of'] as const) : []),
  );
  if (isThere(there)) return { kind: 'transient', uncertain: false, failure: problem.failure };
  const circle = await circleThrough(sync, state.record, parent.record, there);
  if (circle === undefined) return problem;
  const failure = inCircle(problem.failure, circle);
  const lookup = problem.failure.field ?? '';
  return withoutReference(run.map, lookup) === undefined
    ? { kind: 'rejected', uncertain: false, failure }
    : { ...problem, failure, opensCircle: lookup };
}

const inCircle = ({ field }: Failure, circle: readonly string[]): Failure =>
  explain('waits-in-circle', {
    code: 'waits-in-circle',
    field,
    message: `It waits for itself: ${[...circle, circle[0] ?? ''].join(' → ')}.`,
  });

const eventWhenReleased = (change: Change): Change['event'] =>
  change.event === 'delete' ? 'delete' : 'release';

const tooLate: ExplainedProblem = {
  kind: 'transient',
  uncertain: false,
  failure: explain('too-slow', {
    code: 'lease-too-old',
    message: 'Reading took so long that a write could outlive the lease; nothing was written.',
    hint: 'It is tried again by itself. If it stays, the other system is slow.',
  }),
};
