import { canonicalKey } from '../table-map/canonical-key.ts';
import { recordKey } from '../table-map/record-key.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { when } from '../table-map/when.ts';
import { pages } from '../odata/pages.ts';
import type { Row } from '../odata/value.ts';
import { usualDirection } from '../support/usual-direction.ts';
import type { Sync } from '../sync/sync.ts';
import { dataverseScan } from './dataverse-rows.ts';
import type { Run } from './run.ts';

/** A row that names a record, with the columns that were asked for besides. */
export interface SourceRow {
  readonly row: string;
  readonly values: Row;
}

/** One page of rows. */
export interface SourcePage {
  readonly rows: readonly SourceRow[];
  /**
   * Where a later call may go on after this page: only where Dataverse is the source, whose paging cookie names the last row
   * by its key. What the next link of a Finance set holds is published nowhere; by number, deleted rows would shift it.
   *
   * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/page-results
   */
  readonly next?: string;
}

/**
 * Rows of a map's source in one legal entity, page by page; dated rows within the days of the run, both included.
 *
 * @param company `*` where the map's rows belong to none.
 * @param columns wanted besides what names the row.
 * @param at where an earlier call says that it goes on.
 * @throws CounterpartError
 */
export async function* sourceRows(
  sync: Sync,
  map: TableMap,
  company: string,
  { from, to, changedSince }: Pick<Run, 'from' | 'to' | 'changedSince'>,
  { columns = [], at }: { readonly columns?: readonly string[]; readonly at?: string | undefined } = {},
): AsyncGenerator<SourcePage> {
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
  const scanned = toFinance
    ? pages(sync.dataverse, dataverseScan(map, { company: code, from: first }, wanted), at)
    : pages(sync.finance, [
        tableRefs(map).finance,
        map.toDataverse?.posted.when ?? when.everything,
        first,
        code,
        [...new Set([...wanted, ...Object.keys(recordKey(map))])],
      ]);
  for await (const { rows, next } of scanned) {
    const meant = rows.flatMap(({ key, values }) => {
      const day = date === undefined ? '' : String(values[date] ?? '').slice(0, 10);
      if (day !== '' && ((from !== undefined && day < from) || (to !== undefined && day > to))) return [];
      const row = toFinance
        ? String(key[map.dataverse.id]).toLowerCase()
        : canonicalKey({ ...values, ...key }, recordKey(map));
      return [{ row, values }];
    });
    yield { rows: meant, ...(toFinance && next !== undefined ? { next } : {}) };
  }
}

/** Every table of Dataverse has it; no set of Finance that we read has its like. */
export const changedColumn = 'modifiedon';
