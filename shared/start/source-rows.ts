import { canonicalKey } from '../table-map/canonical-key.ts';
import { recordKey } from '../table-map/record-key.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { when } from '../table-map/when.ts';
import type { Row } from '../odata/value.ts';
import { usualDirection } from '../support/usual-direction.ts';
import type { Sync } from '../sync/sync.ts';
import { dataverseRows } from './dataverse-rows.ts';
import type { Run } from './run.ts';

/** A row that names a record, with the columns that were asked for besides. */
export interface SourceRow {
  readonly row: string;
  readonly values: Row;
}

/**
 * Rows of a map's source in one legal entity, page by page; dated rows within the days of the run, both included.
 *
 * @param company `*` where the map's rows belong to none.
 * @param columns wanted besides what names the row.
 * @throws CounterpartError
 */
export async function* sourceRows(
  sync: Sync,
  map: TableMap,
  company: string,
  { from, to, changedSince }: Pick<Run, 'from' | 'to' | 'changedSince'>,
  columns: readonly string[] = [],
): AsyncGenerator<readonly SourceRow[]> {
  const toFinance = usualDirection(map) === 'to-finance';
  const date = toFinance ? map.toFinance?.goLiveDate : map.toDataverse?.date;
  const code = company === '*' ? undefined : company;
  const wanted = [...new Set([...(date === undefined ? [] : [date]), ...columns])];
  const first =
    changedSince !== undefined
      ? { column: changedColumn, date: changedSince }
      : date === undefined || from === undefined
        ? undefined
        : { column: date, date: from };
  const pages = toFinance
    ? dataverseRows(sync, map, { company: code, from: first }, wanted)
    : sync.finance.scan(
        tableRefs(map).finance,
        map.toDataverse?.posted.when ?? when.everything,
        first,
        code,
        [...new Set([...wanted, ...Object.keys(recordKey(map))])],
      );
  for await (const page of pages)
    yield page.flatMap(({ key, values }) => {
      const day = date === undefined ? '' : String(values[date] ?? '').slice(0, 10);
      if (day !== '' && ((from !== undefined && day < from) || (to !== undefined && day > to))) return [];
      const row = toFinance
        ? String(key[map.dataverse.id]).toLowerCase()
        : canonicalKey({ ...values, ...key }, recordKey(map));
      return [{ row, values }];
    });
}

/** Every table of Dataverse has it; no set of Finance that we read has its like. */
export const changedColumn = 'modifiedon';
