import pMap from 'p-map';
import type { OpenRow } from '../ledger/ledger.ts';
import type { Area } from '../table-map/area.ts';
import { alarmOnAge } from './alarm-on-age.ts';
import { maybeUnderWay } from './maybe-under-way.ts';
import { stillOpen } from './still-open.ts';
import type { Sync } from './sync.ts';

/** Tens of thousands of parked records are looked at within a timer's turn, without taking all connections. */
const lookedAtOnce = 32;

/**
 * Reads the open list of an area once, which closes what a crashed host left on it, and raises an alarm where records
 * have been waiting for too long. What was listed within the last lease is taken for open.
 *
 * @returns how many records are still open.
 */
export async function closeSettled(sync: Sync, area: Area): Promise<number> {
  const rows: OpenRow[] = [];
  for await (const row of sync.ledger.listOpen(area)) rows.push(row);
  const still = await pMap(
    rows,
    async (row) => maybeUnderWay(sync, row.since) || (await stillOpen(sync, row)),
    { concurrency: lookedAtOnce },
  );
  const open = rows.filter((_row, index) => still[index]);
  await alarmOnAge(sync, area, open);
  return open.length;
}
