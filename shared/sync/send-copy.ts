import type { Change } from '../messaging/change.ts';
import { messageId } from '../messaging/message-id.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { Sync } from './sync.ts';

/** Enqueues a copy of a change. The suffix makes its MessageId: equal suffixes are one copy. */
export async function sendCopy(
  sync: Sync,
  map: TableMap,
  change: Change,
  at: number,
  ...suffix: readonly string[]
): Promise<void> {
  const message = { area: map.area, messageId: messageId(change.key, ...suffix), change };
  await sync.bus.schedule(message, new Date(at).toISOString());
}
