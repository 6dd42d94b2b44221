import type { OpenRow, RecordState } from '../ledger/ledger.ts';
import type { Area } from '../table-map/area.ts';
import { closeOpen } from './close-open.ts';
import { isSettled } from './is-open.ts';
import type { Sync } from './sync.ts';
import { noVerdict } from './take-in-dead-letters.ts';

/**
 * What is open in an area. The list is written before and cleaned after a record's state, so each row is compared with
 * the state: one whose record is settled is closed instead of returned.
 */
export async function* openRecords(sync: Sync, area: Area): AsyncIterable<OpenRow> {
  for await (const row of sync.ledger.listOpen(area)) {
    const state = await sync.ledger.state(row.record);
    // Without a state it is a dead letter that nobody could read.
    if (state === undefined || !isSettled(state) || isUnheard(row, state)) yield row;
    else await closeOpen(sync, area, row.record, state.updatedAt);
  }
}

/** The record was settled by an earlier change; nobody has looked since its last message died. */
const isUnheard = (row: OpenRow, state: RecordState): boolean =>
  row.failure.code === noVerdict && state.updatedAt <= row.since;
