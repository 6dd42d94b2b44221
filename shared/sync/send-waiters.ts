import type { Waiter } from '../ledger/ledger.ts';
import { changeSchema } from '../messaging/change.ts';
import { messageId } from '../messaging/message-id.ts';
import type { Sync } from './sync.ts';

/**
 * Sends the changes of waiting rows. A row goes after its message is safe: a crash in between sends it twice, which
 * costs a read. One that waits again by then, with a later attempt, stays.
 *
 * @throws BusError, LedgerError
 */
export async function sendWaiters(sync: Sync, waiters: readonly Waiter[]): Promise<void> {
  const messages = waiters.map((waiter) => {
    const change = changeSchema.parse(JSON.parse(waiter.change));
    return {
      area: sync.maps.byName(change.map).area,
      messageId: messageId(change.key, 'release', sync.newId()),
      change,
    };
  });
  if (messages.length === 0) return;
  await sync.bus.publish(messages);
  await sync.ledger.removeWaiters(waiters);
}
