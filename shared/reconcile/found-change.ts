import type { ChangeMessage } from '../messaging/bus.ts';
import type { Change } from '../messaging/change.ts';
import { messageId } from '../messaging/message-id.ts';
import { newChange } from '../messaging/new-change.ts';
import type { TableMap } from '../table-map/table-map.ts';

export const reconciliation = 'reconciliation';

export interface Found {
  /** Id of the Dataverse row. */
  readonly row: string;
  readonly event: Extract<Change['event'], 'seen' | 'delete'>;
  /** Row version, or what else tells this finding from the next one of the row. */
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * A change that asks for one comparison of a row. Found again in the same version it has the same key: it is looked at
 * once. It goes by the bulk topic: however many were lost, the changes of the day do not queue behind them.
 */
export function foundChange(map: TableMap, { row, event, version, at }: Found): ChangeMessage {
  const key = messageId(reconciliation, map.name, row, event, version);
  const { change, ...message } = newChange(map, {
    source: 'dataverse',
    row,
    event,
    key,
    origin: reconciliation,
    at,
  });
  return { ...message, lane: 'bulk', change: { ...change, mode: 'verify' } };
}
