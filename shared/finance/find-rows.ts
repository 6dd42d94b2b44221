import { joinedFind } from '../odata/joined-find.ts';
import { readPage, type JsonObject } from '../odata/read-page.ts';
import { columnValue } from '../odata/column-value.ts';
import type { Row } from '../odata/value.ts';
import type { ReadRow } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { literals } from './literals.ts';
import { emptyValue } from './empty-value.ts';
import type { ODataService } from './odata-service.ts';
import { rowOf, selecting } from './row-of.ts';

const mostJoined = 20;

/**
 * A finder of rows of one set by the same columns, its key included: concurrent questions become one `or` chain. Rows
 * are never addressed by key for reading: a filter needs no double encoding, and finds none without an error.
 */
export async function findRows(
  service: ODataService,
  table: TableRef,
  whereColumns: readonly string[],
  columns: readonly string[],
): Promise<(where: Row) => Promise<readonly ReadRow[]>> {
  const write = await literals(service, table, whereColumns);
  const query = selecting(table, [...whereColumns, ...columns]);
  const typeOf = (column: string) => table.key[column] ?? table.columns[column] ?? 'string';
  const find = joinedFind<JsonObject>({
    slots: service.slotsOf(table.set),
    longestFilter: service.longestFilter,
    mostJoined,
    typeOf,
    condition: (where) =>
      Object.entries(where)
        .map(([column, value]) => `${column} eq ${write(column, value)}`)
        .join(' and '),
    valueOf: (row, column) => columnValue(row[column]) ?? emptyValue(typeOf(column)),
    fetch: async (filter, top) => {
      const path = `/${table.set}?${query}&$filter=${encodeURIComponent(filter)}&$top=${String(top)}`;
      return readPage((await service.ask({ method: 'GET', path })).text).rows;
    },
  });
  return async (where) => (await find(withEmpty(where))).map((row) => rowOf(table, columns, row));

  function withEmpty(where: Row): Row {
    return Object.fromEntries(
      Object.entries(where).map(([column, value]) => [column, value ?? emptyValue(typeOf(column))]),
    );
  }
}
