import type { Claimed, Commit, OpenRow, Outcome, RecordState } from '../ledger/ledger.ts';
import type { Change } from '../messaging/change.ts';
import { messageId } from '../messaging/message-id.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { OutcomeEvent } from '../telemetry/outcome-event.ts';
import type { Attempt, Result } from './attempt.ts';
import { checkDocument } from './check-document.ts';
import { closeOpen } from './close-open.ts';
import { aliasOf } from './number-alias.ts';
import { isThere } from './parent-check.ts';
import { ProblemError, type Problem } from './problem.ts';
import { problemOf } from './problem-of.ts';
import { recover, type Recovery } from './recover.ts';
import { RejectedError } from './rejected-error.ts';
import { releaseWaiters } from './release-waiters.ts';
import { sendCopy } from './run-change.ts';
import { stateAfter } from './state-after.ts';
import type { Sync } from './sync.ts';
import { syncToDataverse } from './sync-to-dataverse.ts';
import { syncToFinance } from './sync-to-finance.ts';

export interface ClaimedChange {
  readonly map: TableMap;
  readonly change: Change;
  readonly sequenceNumber: string;
  readonly claimed: Claimed;
  /** The holder before us ended without a commit. */
  readonly takeover: boolean;
  /** Time of the claim by the ledger's clock. */
  readonly startedAt: string;
}

/** What one look at the record came to: a result, or a problem and what follows it. */
export type Ending =
  | { readonly kind: 'result'; readonly result: Result }
  | {
      readonly kind: 'problem';
      readonly problem: Problem;
      readonly recovery: Recovery;
      readonly nextAt: string | undefined;
    };

/** When the claim was made, by the local clock, and the epoch whose hashes count. */
interface Claiming {
  readonly began: number;
  readonly epoch: number;
}

/** How often the holder looks again because of keys that were left with it, before it sends one more message. */
const mostRounds = 3;

/**
 * Works on a claimed record until its result is committed: look, write, commit, and look again while other changes of
 * the same record arrived meanwhile. What follows (copy, release, dead letter) is sent after the commit.
 *
 * @throws RejectedError after the rejection is in the ledger; LedgerError, BusError.
 */
export async function runClaimed(sync: Sync, run: ClaimedChange): Promise<void> {
  const began = sync.now();
  let claimed = run.claimed;
  const epoch = await sync.epoch();
  let ending = await look(sync, run, claimed.state, { began, epoch });
  let listed = isOpen(claimed.state);
  for (let round = 1; ; round++) {
    const commit = commitOf(sync, run, claimed.state, ending, { began, epoch });
    await before(sync, run, commit.state, ending);
    listed ||= isOpen(commit.state);
    const answer = await sync.ledger.commit(claimed, commit);
    if (answer === 'lost') {
      sync.log(`${commit.state.record}: the lease was lost, another holder goes on`);
      return;
    }
    if (answer === 'committed') {
      sync.telemetry.outcome(outcomeEvent(sync, run, commit));
      return after(sync, run, { before: claimed.state, state: commit.state, ending, listed });
    }
    claimed = answer.claimed;
    if (answer.pending.length === 0) continue;
    if (round < mostRounds) ending = merge(ending, await look(sync, run, claimed.state, { began, epoch }));
    else await publishAgain(sync, run);
  }
}

/** One look at source and counterpart. Never throws but for ledger and bus. */
async function look(
  sync: Sync,
  run: ClaimedChange,
  state: RecordState,
  { began, epoch }: Claiming,
): Promise<Ending> {
  const verify = run.change.mode === 'verify' || run.takeover || state.distrust || state.epoch !== epoch;
  const attempt: Attempt = {
    map: run.map,
    change: run.change,
    state,
    verify,
    assertMayWrite: () => {
      if (sync.now() - began > sync.timing.lastWriteMs) throw new ProblemError(tooLate);
    },
  };
  try {
    const result = await (run.change.source === 'dataverse'
      ? syncToFinance(sync, attempt)
      : syncToDataverse(sync, attempt));
    return { kind: 'result', result };
  } catch (error) {
    if (isInfrastructure(error)) throw error;
    const problem = await stillThere(sync, run, state, problemOf(error));
    const tries = Math.max(1, Number(run.change.attempt) - Number(run.change.base));
    const recovery = recover(problem, tries, sync.timing, sync.random());
    const nextAt =
      recovery.do === 'reject' ? undefined : new Date(sync.now() + recovery.afterMs).toISOString();
    return { kind: 'problem', problem, recovery, nextAt };
  }
}

const isInfrastructure = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'LedgerError' || error.name === 'BusError');

/**
 * Leaves word with the missing parent, then looks at it once more: it may have come between our look and our word, and
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
    ...run.change,
    attempt: String(Number(run.change.attempt) + 1),
    event: eventWhenReleased(run.change),
    origin: 'released',
  };
  await sync.ledger.addWaiter(
    { parent: parent.record, record: state.record, change: JSON.stringify(next), since: run.startedAt },
    { map: map.name, mapVersion: map.version, area: map.area },
  );
  if (!isThere(await sync.ledger.state(parent.record))) return problem;
  return { kind: 'transient', uncertain: false, failure: problem.failure };
}

const eventWhenReleased = (change: Change): Change['event'] =>
  change.event === 'delete' ? 'delete' : 'release';

/** A later look that changed nothing does not hide that an earlier one wrote. */
function merge(earlier: Ending, later: Ending): Ending {
  if (earlier.kind !== 'result' || later.kind !== 'result') return later;
  if (earlier.result.outcome !== 'applied' || later.result.outcome !== 'unchanged') return later;
  return {
    kind: 'result',
    result: { ...later.result, outcome: 'applied', changedFields: earlier.result.changedFields },
  };
}

function commitOf(
  sync: Sync,
  run: ClaimedChange,
  claimed: RecordState,
  ending: Ending,
  { began, epoch }: Claiming,
): Commit {
  const state = stateAfter(claimed, run, ending, epoch);
  const outcome: Outcome = state.outcome ?? 'unchanged';
  const { change, sequenceNumber, startedAt: at } = run;
  const attempt = Number(change.attempt);
  const changed =
    ending.kind === 'result' && ending.result.outcome === 'applied' ? ending.result.changedFields : undefined;
  return {
    state,
    key: {
      key: change.key,
      outcome,
      attempt: state.nextAt === undefined ? attempt : attempt + 1,
      sequenceNumber,
      at,
    },
    timeline: {
      at,
      key: change.key,
      attempt,
      origin: change.origin,
      direction: change.source === 'dataverse' ? 'to-finance' : 'to-dataverse',
      outcome,
      milliseconds: Math.round(sync.now() - began),
      ...(state.reason === undefined ? {} : { reason: state.reason }),
      ...(state.failure === undefined ? {} : { failure: state.failure }),
      ...(changed === undefined ? {} : { changedFields: changed }),
    },
  };
}

const isOpen = (state: RecordState): boolean =>
  state.outcome === 'waiting' || state.outcome === 'retrying' || state.outcome === 'rejected';

/** The row in Open is written before the state: whatever is open can be found. */
function openRow(run: ClaimedChange, state: RecordState): OpenRow {
  return {
    record: state.record,
    area: run.map.area,
    map: run.map.name,
    outcome: state.outcome === 'rejected' || state.outcome === 'waiting' ? state.outcome : 'retrying',
    failure: state.failure ?? { code: 'unknown', message: 'no reason was given' },
    since: isOpen(run.claimed.state) ? run.claimed.state.updatedAt : run.startedAt,
    ...(state.company === undefined ? {} : { company: state.company }),
    ...(state.number === undefined ? {} : { number: state.number }),
    ...(state.nextAt === undefined ? {} : { nextAt: state.nextAt }),
  };
}

/**
 * What must not be forgotten if the host dies right after the commit, since a redelivery would then find all done: it is
 * written or sent first, and costs a look at most when the commit does not follow.
 */
async function before(sync: Sync, run: ClaimedChange, state: RecordState, ending: Ending): Promise<void> {
  if (isOpen(state)) await sync.ledger.putOpen(openRow(run, state));
  const alias = aliasOf(state);
  if (alias !== undefined && run.claimed.state.number !== state.number)
    await sync.ledger.putAlias(alias, state.record);
  if (run.takeover) await verifyLater(sync, run);
  if (ending.kind === 'result' && ending.result.outcome === 'applied') await checkDocument(sync, run);
}

const outcomeEvent = (
  sync: Sync,
  { map, change }: ClaimedChange,
  { state, timeline }: Commit,
): OutcomeEvent => ({
  map: map.name,
  direction: timeline.direction,
  company: state.company ?? '',
  outcome: timeline.outcome,
  code: state.failure?.code ?? '',
  milliseconds: timeline.milliseconds ?? 0,
  lagMs: sync.now() - Date.parse(change.at),
});

interface Committed {
  /** The state as claimed. */
  readonly before: RecordState;
  readonly state: RecordState;
  readonly ending: Ending;
  /** A row in Open may exist. */
  readonly listed: boolean;
}

/**
 * What follows a commit. The host may die in between: a redelivery sends the copy, timers release who waits and close
 * what is settled.
 */
async function after(
  sync: Sync,
  run: ClaimedChange,
  { before, state, ending, listed }: Committed,
): Promise<void> {
  const { map, change } = run;
  if (ending.kind === 'problem') {
    if (ending.recovery.do === 'reject') throw new RejectedError(state.record, ending.problem.failure);
    const copy = { ...change, attempt: String(Number(change.attempt) + 1) };
    return sendCopy(
      sync,
      map,
      copy,
      Date.parse(ending.nextAt ?? new Date(sync.now()).toISOString()),
      copy.attempt,
    );
  }
  if (listed) await closeOpen(sync, map.area, state.record);
  // A skipped parent sends word too: who waits for it decides anew.
  if (before.hasWaiters) await releaseWaiters(sync, state.record);
}

/** Behind an expired lease a slow writer may still be at work: look once more when it must be done. */
async function verifyLater(sync: Sync, { map, change, claimed }: ClaimedChange): Promise<void> {
  const key = messageId(change.key, 'verify', claimed.state.lease?.token ?? '');
  const verify: Change = {
    ...change,
    key,
    mode: 'verify',
    event: 'seen',
    attempt: '1',
    base: '0',
    origin: 'takeover',
  };
  await sendCopy(sync, map, verify, sync.now() + sync.timing.verifyAfterMs);
}

/** So many changes arrived that the holder lets go: one more message looks again. */
async function publishAgain(sync: Sync, { map, change }: ClaimedChange): Promise<void> {
  const key = messageId(change.key, 'again', sync.newId());
  const again: Change = { ...change, key, event: 'seen', attempt: '1', base: '0', origin: 'folded' };
  await sync.bus.publish([{ area: map.area, messageId: key, change: again }]);
}

const tooLate: Problem = {
  kind: 'transient',
  uncertain: false,
  failure: {
    code: 'lease-too-old',
    message: 'Reading took so long that a write could outlive the lease; nothing was written.',
    hint: 'It is tried again by itself. If it stays, the other system is slow.',
  },
};
