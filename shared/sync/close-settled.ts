import type { Area } from '../table-map/area.ts';
import { openRecords } from './open-records.ts';
import type { Sync } from './sync.ts';

/**
 * Reads the open list of an area once, which closes what a crashed host left on it.
 *
 * @returns how many records are still open.
 */
export async function closeSettled(sync: Sync, area: Area): Promise<number> {
  let open = 0;
  for await (const _row of openRecords(sync, area)) open++;
  return open;
}
