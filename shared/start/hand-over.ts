import { changeSchema } from '../messaging/change.ts';
import { messageId } from '../messaging/message-id.ts';
import type { Sync } from '../sync/sync.ts';

/**
 * Sends a refused change of the bulk topic on to the topic of its area: it is looked at once more there, and waits in the
 * one dead-letter queue that people replay from.
 *
 * @throws ZodError where it is no change; BusError.
 */
export async function handOver(sync: Sync, message: unknown): Promise<void> {
  const change = changeSchema.parse(message);
  const { area } = sync.maps.byName(change.map);
  await sync.bus.publish([{ area, messageId: messageId(change.key), change }]);
}
