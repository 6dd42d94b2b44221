import type { OpenRow } from '../ledger/ledger.ts';
import type { Area } from '../table-map/area.ts';
import { stillOpen } from './still-open.ts';
import type { Sync } from './sync.ts';

/**
 * What is open in an area. The list is written before and cleaned after a record's state, so each row is compared with
 * the state: one whose record is settled is closed instead of returned.
 */
export async function* openRecords(sync: Sync, area: Area): AsyncIterable<OpenRow> {
  for await (const row of sync.ledger.listOpen(area)) {
    if (await stillOpen(sync, row)) yield row;
  }
}
