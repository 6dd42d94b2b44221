import type { Area } from '../table-map/area.ts';
import { endLetter } from './end-letter.ts';
import type { Sync } from './sync.ts';

/** No lock of a message lasts longer on Service Bus: https://learn.microsoft.com/azure/service-bus-messaging/message-transfers-locks-settlement */
const longestLockMs = 5 * 60_000;

/**
 * Takes a record that is settled now off the list of open ones. A dead letter of it that nobody needs any more is
 * completed, so that what is left in the queue needs a person. One that cannot be had is gone, or held by a replay that
 * may have died: its row then stays to be closed later, for as long as a lock can last.
 *
 * @param settledAt when the record was settled, ISO 8601.
 */
export async function closeOpen(sync: Sync, area: Area, record: string, settledAt: string): Promise<void> {
  if (await sync.ledger.removeOpen(area, record)) return;
  const named = (await sync.ledger.openRow(area, record))?.deadLetter;
  if (named === undefined) return;
  const letter = await sync.bus.receiveDeferredDeadLetter(area, named.sequenceNumber);
  if (letter !== undefined) await endLetter(sync, letter);
  else if (sync.now() - Date.parse(settledAt) < longestLockMs) return;
  // One that names another letter by now is closed by the timer.
  await sync.ledger.removeOpen(area, record, named.sequenceNumber);
}
