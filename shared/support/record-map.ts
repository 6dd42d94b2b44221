import type { Registry } from '../table-map/registry.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { TableMap } from '../table-map/table-map.ts';

/** A record's map, and the row that names it under the map; undefined for a message that nobody could read. */
export function recordMap(
  maps: Registry,
  record: string,
): { readonly map: TableMap; readonly row: string } | undefined {
  const name = record.slice(0, record.indexOf('|'));
  if (!maps.has(name)) return undefined;
  const map = maps.byName(name);
  return { map, row: record.slice(recordOf(map, '').length) };
}
