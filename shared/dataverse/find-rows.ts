import { joinedFind } from '../odata/joined-find.ts';
import { readPage } from '../odata/read-page.ts';
import type { Row } from '../odata/value.ts';
import type { ReadRow } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { comparisons } from './filter-of.ts';
import { projection } from './projection.ts';
import type { WebApi } from './web-api.ts';

const mostJoined = 20;
/** The Web API takes 32,768 characters in all. */
const longestFilter = 8_000;

/** A finder of rows of one table by the same columns: concurrent questions share a request. */
export async function findRows(
  api: WebApi,
  table: TableRef,
  whereColumns: readonly string[],
  columns: readonly string[],
): Promise<(where: Row) => Promise<readonly ReadRow[]>> {
  const compare = await comparisons(api.known, table, whereColumns);
  const { query, rowOf } = await projection(api.known, table, [...new Set([...columns, ...whereColumns])]);
  const find = joinedFind<ReadRow>({
    slots: api.slotsOf(table.set),
    longestFilter,
    mostJoined,
    typeOf: (column) => table.columns[column] ?? 'text',
    condition: (where) =>
      Object.entries(where)
        .map(([column, value]) => compare(column, 'eq', value))
        .join(' and '),
    valueOf: (row, column) => row.values[column] ?? null,
    fetch: async (filter, top) => {
      const path = `/${table.set}?${query}&$filter=${encodeURIComponent(filter)}&$top=${String(top)}`;
      const answer = await api.ask({ method: 'GET', path }, { does: 'read', table: table.table });
      return readPage(answer.text).rows.map(rowOf);
    },
  });
  return async (where) => (await find(where)).map((row) => ({ ...row, values: only(columns, row.values) }));
}

const only = (columns: readonly string[], values: Row): Row =>
  Object.fromEntries(columns.map((column) => [column, values[column] ?? null]));
