import type { Sync } from '../sync/sync.ts';
import { recordRow } from '../sync/run-scan.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import type { Direction } from '../table-map/direction.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { when } from '../table-map/when.ts';
import { placeOf } from './compare-record.ts';
import { firstDate } from './first-date.ts';
import { inPieces } from './in-pieces.ts';
import { isInRange, type Range } from './range.ts';

/** Names of the records whose source rows are in range, so many at a time as are compared at once. @throws CounterpartError */
export async function* sourceRows(
  sync: Sync,
  map: TableMap,
  direction: Direction,
  range: Range,
): AsyncGenerator<readonly string[]> {
  const columns = columnsToRead(map, direction);
  const from = firstDate(sync.companies, map, direction, range);
  const { dataverse, finance } = tableRefs(map);
  const posted = map.toDataverse?.posted.when ?? when.everything;
  const pages =
    direction === 'to-finance'
      ? sync.dataverse.scan(dataverse, when.everything, from, undefined, columns)
      : sync.finance.scan(finance, posted, from, range.company, columns);
  for await (const page of pages) {
    const rows = page
      .filter(({ values }) => isInRange(range, placeOf(map, direction, values)))
      .map((row) => (direction === 'to-finance' ? String(row.key[map.dataverse.id]) : recordRow(map, row)));
    yield* inPieces([...new Set(rows)].filter((row) => row !== ''));
  }
}
