import type { OpenRow } from '../ledger/ledger.ts';
import type { Sync } from '../sync/sync.ts';
import { areas } from '../table-map/area.ts';
import { recordMap } from './record-map.ts';

/** The open row of a record. A message that nobody could read has no map that tells its area. @throws LedgerError. */
export async function openRowOf(sync: Sync, record: string): Promise<OpenRow | undefined> {
  const area = recordMap(sync.maps, record)?.map.area;
  const rows = await Promise.all(
    (area === undefined ? areas : [area]).map((each) => sync.ledger.openRow(each, record)),
  );
  return rows.find((row) => row !== undefined);
}
