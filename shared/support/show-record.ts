import type { RecordState, TimelineRow } from '../ledger/ledger.ts';
import type { Hold } from '../ledger/support-ledger.ts';
import type { Sync } from '../sync/sync.ts';
import { listedRecord, type ListedRecord } from './list-page.ts';
import { markOf } from './mark-of.ts';
import { preview, type Preview } from './preview.ts';
import { openRowOf } from './open-row-of.ts';
import { isOutstanding, replayHoldName } from './replay-hold.ts';

/** Everything that a person needs to know of one record. */
export interface ShownRecord {
  readonly record: string;
  readonly state?: RecordState;
  /** Where it is open. */
  readonly open?: ListedRecord;
  /** Whose replay of it is outstanding. */
  readonly replay?: Pick<Hold, 'by' | 'at'>;
  /** Newest first. */
  readonly timeline: readonly TimelineRow[];
  /** Both rows side by side, and what a replay would come to. */
  readonly preview: Preview;
}

/** Newest attempts that are shown. */
const mostAttempts = 50;

/** State, failure, timeline and both rows of a record; undefined when the ledger has never heard of it. @throws LedgerError. */
export async function showRecord(sync: Sync, record: string): Promise<ShownRecord | undefined> {
  const [state, open, timeline, hold] = await Promise.all([
    sync.ledger.state(record),
    openRowOf(sync, record),
    sync.ledger.timeline(record, mostAttempts),
    sync.ledger.hold(replayHoldName(record)),
  ]);
  const area = open?.area ?? state?.area;
  if (area === undefined) return undefined;
  const isReplayed = hold !== undefined && isOutstanding(hold, markOf(state), sync.now());
  return {
    record,
    ...(state === undefined ? {} : { state }),
    ...(open === undefined ? {} : { open: listedRecord(open) }),
    ...(isReplayed ? { replay: { by: hold.by, at: hold.at } } : {}),
    timeline,
    preview: await preview(sync, area, record),
  };
}
