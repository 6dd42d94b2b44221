import type { OpenRow } from '../ledger/ledger.ts';
import type { Area } from '../table-map/area.ts';
import { alarmOnAge } from './alarm-on-age.ts';
import { openRecords } from './open-records.ts';
import type { Sync } from './sync.ts';

/**
 * Reads the open list of an area once, which closes what a crashed host left on it, and raises an alarm where records
 * have been waiting for too long.
 *
 * @returns how many records are still open.
 */
export async function closeSettled(sync: Sync, area: Area): Promise<number> {
  const open: OpenRow[] = [];
  for await (const row of openRecords(sync, area)) open.push(row);
  await alarmOnAge(sync, area, open);
  return open.length;
}
