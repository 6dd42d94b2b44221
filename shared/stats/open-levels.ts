import type { OpenRow } from '../ledger/ledger.ts';
import type { Sync } from '../sync/sync.ts';
import { areas, type Area } from '../table-map/area.ts';

/** What is open of one map just now. */
export interface OpenLevel {
  readonly map: string;
  readonly area: Area;
  /** Waiting or tried again: they go on by themselves. */
  readonly waiting: number;
  /** Rejected: each has a message in the dead-letter queue, or is about to. */
  readonly deadLetters: number;
  /**
   * How long the oldest of those that go on by themselves is on its way, in milliseconds; 0 where there is none. A
   * rejected record is not among them: it waits for a person, however long.
   */
  readonly lagMs: number;
}

/** What is open of every map, those without anything open included. One read of the open list. @throws LedgerError. */
export async function openLevels({ maps, ledger, now }: Sync): Promise<readonly OpenLevel[]> {
  const open = await Promise.all(areas.map((area) => listed(ledger.listOpen(area))));
  const byMap = Map.groupBy(open.flat(), ({ map }) => map);
  return maps.all().map(({ name: map, area }) => {
    const rows = byMap.get(map) ?? [];
    const onTheirWay = rows.filter(({ outcome }) => outcome !== 'rejected');
    const since = onTheirWay.map((row) => Date.parse(row.since));
    return {
      map,
      area,
      waiting: onTheirWay.length,
      deadLetters: rows.length - onTheirWay.length,
      lagMs: Math.max(0, ...since.map((at) => now() - at)),
    };
  });
}

async function listed(rows: AsyncIterable<OpenRow>): Promise<readonly OpenRow[]> {
  const found: OpenRow[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
