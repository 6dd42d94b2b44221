import type { RecordState } from '../ledger/ledger.ts';
import type { ClaimedChange } from './claimed-change.ts';
import { closeOpen } from './close-open.ts';
import type { Ending } from './ending.ts';
import { nextAttempt } from './next-attempt.ts';
import { RejectedError } from './rejected-error.ts';
import { releaseWaiters } from './release-waiters.ts';
import { sendCopy } from './send-copy.ts';
import type { Sync } from './sync.ts';

export interface Committed {
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
export async function afterCommit(
  sync: Sync,
  run: ClaimedChange,
  { before, state, ending, listed }: Committed,
): Promise<void> {
  const { map, change } = run;
  if (ending.kind === 'problem') {
    if (ending.recovery.do === 'reject') throw new RejectedError(state.record, ending.problem.failure);
    if (ending.recovery.do === 'park') return;
    const copy = nextAttempt(change, ending.problem);
    return sendCopy(
      sync,
      map,
      copy,
      ending.nextAt === undefined ? sync.now() : Date.parse(ending.nextAt),
      copy.attempt,
    );
  }
  if (listed) await closeOpen(sync, map.area, state.record, state.updatedAt);
  // A skipped parent sends word too: who waits for it decides anew.
  if (before.hasWaiters) await releaseWaiters(sync, state.record);
}
