import { explain } from '../causes/explain.ts';
import type { Opened, RecordState } from '../ledger/ledger.ts';
import type { Change } from '../messaging/change.ts';
import type { Decision } from './decision.ts';
import { isSettled } from './is-open.ts';
import { isParked } from './is-parked.ts';

/** What the delivery of a message adds to the change. */
export interface Delivery {
  /** A replay has another sequence number, a redelivery the same. */
  readonly sequenceNumber: string;
  /**
   * The holder of the record may take the key over and look again. Not so for a delete, which must keep its word (a
   * missing row is no proof of a delete), nor where a map has two directions and the holder looks into one of them.
   */
  readonly foldable: boolean;
}

/**
 * The claim protocol's first half: from what the ledger knows to what to do. Pure; time is the ledger's.
 *
 * @param opened the record's state and the row of this change's idempotency key, read in one operation.
 */
export function decide(change: Change, delivery: Delivery, opened: Opened): Decision {
  const { state, keyRow, now } = opened;
  const lease = state?.lease;
  const live = lease !== undefined && lease.until > now ? lease : undefined;
  const takeover = lease !== undefined && live === undefined;

  if (keyRow !== undefined) {
    switch (keyRow.outcome) {
      case 'started':
        break;
      case 'folded':
        // Left with a holder who died: the key is still pending and nobody is going to look at it.
        // Not so while the record is parked: it is the release that looks.
        if (state?.pending.includes(change.key) === true && live === undefined && !waitsForGate(state)) break;
        return { do: 'complete', why: 'the holder of the record reads the source again' };
      case 'waiting':
      case 'retrying':
        if (keyRow.attempt > Number(change.attempt) && isParked(state))
          return { do: 'complete', why: 'the record is parked, and goes on when its gate opens' };
        if (
          keyRow.attempt > Number(change.attempt) &&
          keyRow.outcome === 'waiting' &&
          change.event === 'release'
        )
          return { do: 'go-on', attempt: keyRow.attempt };
        if (keyRow.attempt > Number(change.attempt))
          return { do: 'send-copy', attempt: keyRow.attempt, at: state?.nextAt ?? now };
        break;
      case 'rejected':
        if (state !== undefined && isSettled(state) && !isUnkept(change, state))
          return { do: 'complete', why: 'superseded by a later look' };
        if (keyRow.sequenceNumber === delivery.sequenceNumber)
          return { do: 'throw-again', failure: state?.failure ?? unknownFailure };
        break;
      case 'applied':
      case 'unchanged':
      case 'skipped':
      case 'superseded':
      case 'deleted':
      case 'discarded':
        return { do: 'complete', why: `already ${keyRow.outcome}` };
    }
  }

  if (live === undefined) return { do: 'claim', takeover };
  if (live.key === change.key) return { do: 'come-back', at: live.until };
  return delivery.foldable ? { do: 'fold' } : { do: 'come-back', at: soonest(live.until, now) };
}

/** Parked, and nobody is at work on it or was when his host ended. */
const waitsForGate = (state: RecordState): boolean => isParked(state) && state.lease === undefined;

/** A delete that was refused; a later look that found no row did not delete anything. */
const isUnkept = (change: Change, state: RecordState): boolean =>
  change.event === 'delete' && state.outcome !== 'deleted';

/** Holders seldom need a whole lease. */
const comeBackMs = 3_000;

const soonest = (until: string, now: string): string => {
  const soon = new Date(Date.parse(now) + comeBackMs).toISOString();
  return soon < until ? soon : until;
};

const unknownFailure = explain('reason-lost', {
  code: 'rejected-before',
  message: 'This change was rejected before; its reason is no longer in the ledger.',
  hint: 'Open the record in the console and replay it.',
});
