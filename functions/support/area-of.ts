import type { Sync } from '../../shared/sync/sync.ts';
import { openRowOf } from '../../shared/support/open-row-of.ts';
import { recordMap } from '../../shared/support/record-map.ts';
import type { Area } from '../../shared/table-map/area.ts';
import { RequestError } from './request-error.ts';

/** Area of a record. @throws RequestError (404) when no map has its name and it is not open either; LedgerError. */
export async function areaOf(sync: Sync, record: string): Promise<Area> {
  const area = recordMap(sync.maps, record)?.map.area ?? (await openRowOf(sync, record))?.area;
  if (area === undefined) throw new RequestError(404, `There is no record "${record}".`);
  return area;
}
