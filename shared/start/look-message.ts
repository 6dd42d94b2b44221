import type { ChangeMessage } from '../messaging/bus.ts';
import { newChange } from '../messaging/new-change.ts';
import type { Sync } from '../sync/sync.ts';
import { usualDirection } from '../support/usual-direction.ts';
import type { TableMap } from '../table-map/table-map.ts';

/**
 * A message that asks for one comparison of a record, whatever is known of it; what is equal already is not written.
 *
 * @param row names the record under its map.
 */
export function lookMessage(
  sync: Sync,
  map: TableMap,
  row: string,
  { key, origin, lane }: { readonly key: string; readonly origin: string; readonly lane?: 'bulk' },
): ChangeMessage {
  const source = usualDirection(map) === 'to-finance' ? 'dataverse' : 'finance';
  const message = newChange(map, { source, row, event: 'seen', key, origin, at: sync.now() });
  return {
    ...message,
    change: { ...message.change, mode: 'verify' },
    ...(lane === undefined ? {} : { lane }),
  };
}
