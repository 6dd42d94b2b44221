import type { TableMap } from '../table-map/table-map.ts';
import type { ChangeMessage } from './bus.ts';
import type { Change } from './change.ts';
import { messageId } from './message-id.ts';

/** What is to be said of a change that nobody has tried yet. `at` in milliseconds. */
export type NewChange = Pick<Change, 'source' | 'row' | 'event' | 'key' | 'origin'> & { readonly at: number };

/** A change of one map and row, with the message that carries its first delivery. */
export function newChange(map: TableMap, { at, ...told }: NewChange): ChangeMessage {
  return {
    area: map.area,
    messageId: messageId(told.key),
    change: {
      ...told,
      schema: 'change/1',
      map: map.name,
      mode: 'normal',
      attempt: '1',
      base: '0',
      at: new Date(at).toISOString(),
    },
  };
}
