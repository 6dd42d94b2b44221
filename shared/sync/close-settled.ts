import type { OpenRow } from '../ledger/ledger.ts';
import type { Area } from '../table-map/area.ts';
import { alarmOnAge } from './alarm-on-age.ts';
import { maybeUnderWay } from './maybe-under-way.ts';
import { stillOpen } from './still-open.ts';
import type { Sync } from './sync.ts';

/**
 * Reads the open list of an area once, which closes what a crashed host left on it, and raises an alarm where records
 * have been waiting for too long. What was listed within the last lease is taken for open.
 *
 * @returns how many records are still open.
 */
export async function closeSettled(sync: Sync, area: Area): Promise<number> {
  const open: OpenRow[] = [];
  for await (const row of sync.ledger.listOpen(area))
    if (maybeUnderWay(sync, row.since) || (await stillOpen(sync, row))) open.push(row);
  await alarmOnAge(sync, area, open);
  return open.length;
}
