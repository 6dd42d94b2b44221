import type { OpenRow } from '../ledger/ledger.ts';
import type { Sync } from '../sync/sync.ts';
import { areas } from '../table-map/area.ts';
import { isAskedFor, type OpenQuery } from './open-query.ts';

/**
 * Open rows that are asked for, the oldest first. They are not compared with their records' states, which would cost a
 * read each: a row that a crashed host left behind may be among them until the timer closes it.
 *
 * @throws LedgerError.
 */
export async function openRows(sync: Sync, query: OpenQuery): Promise<readonly OpenRow[]> {
  const listed = await Promise.all(
    areas
      .filter((area) => query.area === undefined || area === query.area)
      .map((area) => sync.ledger.openIn(area)),
  );
  const now = sync.now();
  return listed
    .flat()
    .filter((row) => isAskedFor(row, query, now))
    .sort(byAge);
}

const byAge = (a: OpenRow, b: OpenRow): number => compare(a.since, b.since) || compare(a.record, b.record);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
