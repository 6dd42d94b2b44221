import { changeSchema } from '../messaging/change.ts';
import { messageId } from '../messaging/message-id.ts';
import type { Sync } from './sync.ts';

/**
 * Sends every change that waits for this record. The waiting row goes after the message is safe: a crash in between
 * sends it twice, which costs a read.
 */
export async function releaseWaiters(sync: Sync, parent: string): Promise<void> {
  const waiters = await sync.ledger.waitersOf(parent);
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
  await Promise.all(waiters.map((waiter) => sync.ledger.removeWaiter(parent, waiter.record)));
}
