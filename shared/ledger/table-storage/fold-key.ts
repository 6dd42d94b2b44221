import type { KeyRow, Opened, TimelineRow } from '../ledger.ts';
import type { Tables } from './connect-tables.ts';
import { keyRow } from './key-row.ts';
import { readRecordRows } from './read-record-rows.ts';
import { stateRow } from './state-row.ts';
import { conflict, submit } from './submit.ts';
import { timelineRow, timelineRowKey } from './timeline-row.ts';
import { parseVersion } from './version.ts';

/**
 * Leaves a key with the holder of the record. One operation; one more to see, when the state has changed, whether it
 * was this very fold whose answer got lost.
 */
export async function foldKey(
  tables: Tables,
  opened: Opened,
  key: KeyRow,
  timeline: TimelineRow,
): Promise<'folded' | 'changed'> {
  const { record, state, version } = opened;
  if (state === undefined || version === undefined) return 'changed';
  const { etag, entries } = parseVersion(version);
  const pending = state.pending.includes(key.key) ? state.pending : [...state.pending, key.key];
  const rowKey = timelineRowKey(timeline.at, entries + 1, `${key.key} ${key.sequenceNumber}`);

  const answer = await submit(tables, [
    ['update', stateRow({ ...state, pending }, entries + 1), 'Replace', { etag }],
    ['upsert', keyRow(record, key), 'Replace'],
    ['create', timelineRow(record, rowKey, timeline)],
  ]);
  if (answer !== conflict) return 'folded';
  return (await readRecordRows(tables, record, [rowKey])).rows.has(rowKey) ? 'folded' : 'changed';
}
