import { pMapIterable, pMapSkip } from 'p-map';
import type { OpenRow } from '../ledger/ledger.ts';
import type { Area } from '../table-map/area.ts';
import { stillOpen } from './still-open.ts';
import type { Sync } from './sync.ts';

/** States that are read at once: tens of thousands of open records without taking all connections. */
const readAtOnce = 32;

/**
 * What is open in an area. The list is written before and cleaned after a record's state, so each row is compared with
 * the state: one whose record is settled is closed instead of returned.
 */
export const openRecords = (sync: Sync, area: Area): AsyncIterable<OpenRow> =>
  pMapIterable(sync.ledger.listOpen(area), async (row) => ((await stillOpen(sync, row)) ? row : pMapSkip), {
    concurrency: readAtOnce,
  });
