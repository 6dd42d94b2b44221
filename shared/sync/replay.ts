import type { OpenRow } from '../ledger/ledger.ts';
import type { Change } from '../messaging/change.ts';
import { messageId } from '../messaging/message-id.ts';
import { parseChange } from '../messaging/parse-change.ts';
import type { Area } from '../table-map/area.ts';
import type { Sync } from './sync.ts';

export type Replayed =
  | { readonly outcome: 'sent'; readonly messageId: string }
  /** Nothing of the record is rejected (any more), or its dead letter has not been taken in yet. */
  | {
      readonly outcome: 'nothing-to-replay';
      readonly because: 'not-open' | 'no-letter' | 'letter-gone' | 'unreadable' | 'no-map';
      readonly why: string;
    };

/**
 * Sends the dead letter of one rejected record again: to this subscription only, under a new MessageId so that
 * duplicate detection lets it pass, and in verify mode so that the counterpart itself says what is missing. The
 * original leaves the dead-letter queue after the copy is safe.
 *
 * @param origin who replays, for the timeline.
 * @throws BusError, LedgerError; nothing is lost, call again.
 */
export async function replay(sync: Sync, area: Area, record: string, origin = 'replay'): Promise<Replayed> {
  const row = await sync.ledger.openRow(area, record);
  if (row === undefined)
    return { outcome: 'nothing-to-replay', because: 'not-open', why: `${record} is not open` };
  if (row.deadLetter === undefined)
    return {
      outcome: 'nothing-to-replay',
      because: 'no-letter',
      why: `${record} is ${row.outcome}; its message is not in the dead-letter queue`,
    };
  const letter = await sync.bus.receiveDeferredDeadLetter(area, row.deadLetter.sequenceNumber);
  if (letter === undefined)
    return {
      outcome: 'nothing-to-replay',
      because: 'letter-gone',
      why: `the dead letter of ${record} is gone: somebody else replayed it`,
    };
  const change = parseChange(letter.body);
  if (change === undefined) {
    await letter.abandon();
    return {
      outcome: 'nothing-to-replay',
      because: 'unreadable',
      why: 'an unreadable message can only be discarded',
    };
  }

  if (!sync.maps.has(change.map)) {
    await letter.abandon();
    return { outcome: 'nothing-to-replay', because: 'no-map', why: `there is no table map "${change.map}"` };
  }

  // The state may count another change's attempts: a number that was used already would be swallowed as a duplicate.
  const attempts = Math.max((await sync.ledger.state(record))?.attempt ?? 0, Number(change.attempt));
  const again: Change = {
    ...change,
    mode: 'verify',
    attempt: String(attempts + 1),
    base: String(attempts),
    origin,
  };
  const id = messageId(change.key, 'replay', again.attempt);
  await sync.bus.publish([{ area, messageId: id, change: again }]);
  await letter.complete();
  await forgetLetter(sync, row);
  return { outcome: 'sent', messageId: id };
}

/** Takes the dead letter that is gone off its row, unless the row has gone or names another one by now. */
async function forgetLetter(sync: Sync, { area, record, deadLetter }: OpenRow): Promise<void> {
  const row = await sync.ledger.openRow(area, record);
  if (row === undefined || row.deadLetter?.sequenceNumber !== deadLetter?.sequenceNumber) return;
  const { deadLetter: _, ...rest } = row;
  await sync.ledger.putOpen(rest, deadLetter?.sequenceNumber);
}
