import { compareRecord } from '../compare/compare-record.ts';
import { inPieces } from '../compare/in-pieces.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { Sync } from '../sync/sync.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { ChangedPage } from './dataverse-trail.ts';

type Rows = ChangedPage['changed'];

/**
 * Those rows whose Finance row is missing or different and that nobody knows of yet: an open or rejected record is listed
 * already, and a discarded one was looked at by a person. Their version also names the state in which the difference was
 * found: a row that was looked at in this version before is looked at again.
 *
 * @throws LedgerError; CounterpartError where a system is away, and nobody knows whether its rows differ.
 */
export async function differingOnly(sync: Sync, map: TableMap, rows: Rows): Promise<Rows> {
  // Finance names these records: their posted rows are compared by the scans.
  if (map.identity === 'finance') return [];
  const found: Rows[number][] = [];
  for (const piece of inPieces(rows)) {
    const differing = await Promise.all(piece.map((row) => differs(sync, map, row)));
    found.push(...differing.filter((row) => row !== undefined));
  }
  return found;
}

const listed: ReadonlySet<string> = new Set(['rejected', 'waiting', 'retrying']);

async function differs(
  sync: Sync,
  map: TableMap,
  { row, version }: Rows[number],
): Promise<Rows[number] | undefined> {
  const compared = await compareRecord(sync, map, 'to-finance', row);
  if (compared === undefined || compared.result === 'equal' || compared.result === 'accepted')
    return undefined;
  const state = await sync.ledger.state(recordOf(map, row));
  if (listed.has(state?.outcome ?? '')) return undefined;
  return { row, version: `${version} after ${state?.updatedAt ?? 'nothing'}` };
}
