import type { OpenRow, RecordState, TimelineRow } from '../ledger/ledger.ts';
import type { Change } from '../messaging/change.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { usualDirection } from './usual-direction.ts';

export interface LookAsked {
  readonly map: TableMap;
  /** Names the record under its map. */
  readonly row: string;
  readonly open: Pick<OpenRow, 'direction' | 'event'> | undefined;
  readonly state: Pick<RecordState, 'attempt'> | undefined;
  readonly timeline: readonly Pick<TimelineRow, 'direction'>[];
  readonly key: string;
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * A change that asks for one comparison of a record, as the change did that left it open. Attempts are counted on, so
 * that what comes of it can be told from what was before.
 */
export function lookChange({ map, row, open, state, timeline, key, origin, at }: LookAsked): Change {
  const attempts = state?.attempt ?? 0;
  const direction = open?.direction ?? timeline[0]?.direction ?? usualDirection(map);
  return {
    schema: 'change/1',
    map: map.name,
    source: direction === 'to-finance' ? 'dataverse' : 'finance',
    row,
    event: open?.event ?? 'seen',
    mode: 'verify',
    key,
    attempt: String(attempts + 1),
    base: String(attempts),
    at: new Date(at).toISOString(),
    origin,
  };
}
