import { inPieces } from '../compare/in-pieces.ts';
import type { OpenRow } from '../ledger/ledger.ts';
import { stateOrNew } from '../support/state-or-new.ts';
import { lookChange } from '../support/look-change.ts';
import { lookDry } from '../support/look-dry.ts';
import { recordMap } from '../support/record-map.ts';
import { placeOf } from '../compare/compare-record.ts';
import { directionOf } from '../sync/direction-of.ts';
import { stillOpen } from '../sync/still-open.ts';
import type { Sync } from '../sync/sync.ts';
import { areas } from '../table-map/area.ts';

/**
 * Records that are waiting, being tried again or rejected and belong to a legal entity up to a day (YYYY-MM-DD). One
 * whose company or date is not known counts: nobody knows that it does not.
 *
 * @throws LedgerError
 */
export async function openUntil(sync: Sync, company: string, to: string): Promise<readonly OpenRow[]> {
  const found: OpenRow[] = [];
  for (const area of areas) {
    const rows: OpenRow[] = [];
    for await (const row of sync.ledger.listOpen(area))
      if (row.company === undefined || row.company === company) rows.push(row);
    for (const piece of inPieces(rows)) {
      const meant = await Promise.all(piece.map((row) => belongs(sync, row, to)));
      found.push(...piece.filter((_, index) => meant[index]));
    }
  }
  return found;
}

async function belongs(sync: Sync, open: OpenRow, to: string): Promise<boolean> {
  if (!(await stillOpen(sync, open))) return false;
  const found = recordMap(sync.maps, open.record);
  if (found === undefined) return true;
  const state = await sync.ledger.state(open.record);
  const asked = {
    ...found,
    open,
    state,
    timeline: [],
    key: 'close-check',
    origin: 'close-check',
    at: sync.now(),
  };
  const change = lookChange(asked);
  const { seen } = await lookDry(
    sync,
    found.map,
    { ...change, event: 'seen' },
    stateOrNew(found.map, open.record, state),
  );
  if (seen.source === undefined) return true;
  const { date } = placeOf(found.map, directionOf(change), seen.source);
  return date === undefined || date <= to;
}
