import type { Claimed, RecordState } from '../ledger/ledger.ts';
import { messageId } from '../messaging/message-id.ts';
import { afterCommit } from './after-commit.ts';
import { beforeCommit } from './before-commit.ts';
import type { ClaimedChange } from './claimed-change.ts';
import { commitOf } from './commit-of.ts';
import { mergeEndings } from './ending.ts';
import { followUp } from './follow-up.ts';
import { guardedLook } from './gates/guarded-look.ts';
import { isOpen } from './is-open.ts';
import { noteOutcome } from './note-outcome.ts';
import { outcomeEventOf } from './outcome-event-of.ts';
import type { Sync } from './sync.ts';

/** How often the holder looks again because of keys that were left with it, before it sends one more message. */
const mostRounds = 3;

/**
 * Works on a claimed record until its result is committed: look, write, commit, and look again while other changes of
 * the same record arrived meanwhile. What follows (copy, release, dead letter) is sent after the commit.
 *
 * @throws RejectedError after the rejection is in the ledger; LedgerError, BusError.
 */
export async function runClaimed(sync: Sync, first: ClaimedChange): Promise<void> {
  // Who left a key with us saw a later state of the row than was read before the claim.
  const { source: _, ...run } = first;
  let claimed = run.claimed;
  let ending = await guardedLook(sync, first, claimed.state);
  let listed = isOpen(claimed.state);
  for (let round = 1; ; round++) {
    const commit = commitOf(sync, run, claimed.state, ending);
    await beforeCommit(sync, run, commit.state, ending);
    listed ||= isOpen(commit.state);
    const answer = await sync.ledger.commit(claimed, commit);
    if (answer === 'lost') {
      sync.telemetry.leaseConflict(run.map.name);
      sync.log(`${commit.state.record}: the lease was lost, another holder goes on`);
      return;
    }
    if (answer === 'committed') {
      sync.telemetry.outcome(outcomeEventOf(sync, run, commit));
      noteOutcome(run, commit);
      return afterCommit(sync, run, { before: claimed.state, state: commit.state, ending, listed });
    }
    claimed = carried(answer.claimed, commit.state);
    if (answer.pending.length === 0) continue;
    if (round < mostRounds) ending = mergeEndings(ending, await guardedLook(sync, run, claimed.state));
    else await publishAgain(sync, run);
  }
}

/**
 * The claim as it is now, with what our look came to: nothing of it was committed, yet what was written, or may have
 * been, is in the counterpart.
 */
const carried = (now: Claimed, { lease: _, ...looked }: RecordState): Claimed => ({
  ...now,
  state: {
    ...looked,
    pending: now.state.pending,
    hasWaiters: now.state.hasWaiters,
    ...(now.state.lease === undefined ? {} : { lease: now.state.lease }),
  },
});

/** So many changes arrived that the holder lets go: one more message looks again. */
async function publishAgain(sync: Sync, { map, change }: ClaimedChange): Promise<void> {
  const key = messageId(change.key, 'again', sync.newId());
  const again = followUp(change, { key, mode: 'verify', event: 'seen', origin: 'folded' });
  await sync.bus.publish([{ area: map.area, messageId: key, change: again }]);
}
