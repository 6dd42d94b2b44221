import type { Sync } from '../sync/sync.ts';
import type { Direction } from '../table-map/direction.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { Comparison } from './comparison.ts';
import { extrasInDataverse } from './extras-in-dataverse.ts';
import { extrasInFinance } from './extras-in-finance.ts';
import type { Range } from './range.ts';
import { sourceRows } from './source-rows.ts';
import { compareRecord } from './compare-record.ts';

/** Ways of a map that can be compared: the one by which its identity flows, and what comes back. */
export const directionsOf = (map: TableMap): readonly Direction[] => [
  ...(map.toFinance !== undefined && map.identity === 'dataverse' ? (['to-finance'] as const) : []),
  ...(map.toDataverse === undefined ? [] : (['to-dataverse'] as const)),
];

/**
 * Every record of a map against its counterpart, one page of the source after the other, then the rows of the
 * counterpart that have no source. Memory holds one page, whatever the number of rows.
 *
 * @throws CounterpartError, LedgerError
 */
export async function* compareMap(
  sync: Sync,
  map: TableMap,
  direction: Direction,
  range: Range,
): AsyncGenerator<readonly Comparison[]> {
  for await (const rows of sourceRows(sync, map, direction, range)) {
    // All at once: what they read is joined into few requests.
    const compared = await Promise.all(rows.map((row) => compareRecord(sync, map, direction, row)));
    yield compared.filter((row) => row !== undefined);
  }
  if (direction === 'to-finance' && map.toFinance?.target === 'upsert')
    yield* extrasInFinance(sync, map, range);
  if (map.kind === 'transactional' && map.toDataverse?.target.kind === 'mirror')
    yield* extrasInDataverse(sync, map, range);
}
