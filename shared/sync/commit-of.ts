import type { Commit, Outcome, RecordState } from '../ledger/ledger.ts';
import type { ClaimedChange } from './claimed-change.ts';
import { directionOf } from './direction-of.ts';
import type { Ending } from './ending.ts';
import { stateAfter } from './state-after.ts';
import type { Sync } from './sync.ts';

/** What is written when an attempt ends: the record's new state, what became of the key, and the timeline's row. */
export function commitOf(sync: Sync, run: ClaimedChange, claimed: RecordState, ending: Ending): Commit {
  const state = stateAfter(claimed, run, ending);
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
      direction: directionOf(change),
      outcome,
      milliseconds: Math.round(sync.now() - run.began),
      ...(state.reason === undefined ? {} : { reason: state.reason }),
      ...(state.failure === undefined ? {} : { failure: state.failure }),
      ...(changed === undefined ? {} : { changedFields: changed }),
    },
  };
}
