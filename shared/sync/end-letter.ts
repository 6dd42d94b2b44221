import type { LockedDeadLetter } from '../messaging/bus.ts';
import type { Change } from '../messaging/change.ts';
import { messageId } from '../messaging/message-id.ts';
import { parseChange } from '../messaging/parse-change.ts';
import { recordOf } from '../table-map/record-of.ts';
import { followUp } from './follow-up.ts';
import type { Sync } from './sync.ts';

/**
 * Completes a dead letter whose record was settled by another change. What that change cannot have looked at goes on as
 * a change of its own first: a delete whose word was not kept, and the other direction of a record that has two.
 *
 * @throws BusError, LedgerError; the letter is then still there.
 */
export async function endLetter(sync: Sync, letter: LockedDeadLetter): Promise<void> {
  const change = parseChange(letter.body);
  if (change !== undefined && sync.maps.has(change.map) && (await saysMore(sync, change))) {
    const key = messageId(change.key, 'letter', letter.sequenceNumber);
    const event = change.event === 'delete' ? 'delete' : 'seen';
    const again = followUp(change, { key, event, mode: 'verify', origin: 'dead letter' });
    await sync.bus.publish([{ area: sync.maps.byName(change.map).area, messageId: key, change: again }]);
  }
  await letter.complete();
}

async function saysMore(sync: Sync, change: Change): Promise<boolean> {
  const map = sync.maps.byName(change.map);
  if (map.toFinance !== undefined && map.toDataverse !== undefined) return true;
  if (change.event !== 'delete') return false;
  return (await sync.ledger.state(recordOf(map, change.row)))?.outcome !== 'deleted';
}
