import { literal } from '../odata/literal.ts';
import { readPage } from '../odata/read-page.ts';
import type { ReadRow } from '../sync/counterpart.ts';
import type { Filter } from '../table-map/filter.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { columnPath } from './column-path.ts';
import { filterOf } from './filter-of.ts';
import { projection } from './projection.ts';
import type { WebApi } from './web-api.ts';

/** All rows that match, page by page. @throws CounterpartError, UnknownColumnError, UnfitValueError */
export async function* scanRows(
  api: WebApi,
  table: TableRef,
  where: Filter,
  from: { readonly column: string; readonly date: string } | undefined,
  columns: readonly string[],
): AsyncGenerator<readonly ReadRow[]> {
  const condition = await filterOf(api.known, table, where);
  if (condition.kind === 'nothing') return;
  const { query, rowOf } = await projection(api.known, table, columns);
  const texts = [
    ...(condition.kind === 'text' ? [`(${condition.text})`] : []),
    ...(from === undefined ? [] : [await startsAt(api, table, from.column, from.date)]),
  ];
  const filter = texts.length === 0 ? '' : `&$filter=${encodeURIComponent(texts.join(' and '))}`;
  let path: string | undefined = `/${table.set}?${query}${filter}`;
  while (path !== undefined) {
    const request = {
      method: 'GET',
      path,
      headers: { Prefer: `odata.maxpagesize=${String(api.pageSize)}` },
    } as const;
    const answer = await api
      .slotsOf(table.set)
      .run(() => api.ask(request, { does: 'read', table: table.table }));
    const page = readPage(answer.text);
    yield page.rows.map(rowOf);
    path = page.nextLink;
  }
}

async function startsAt(api: WebApi, table: TableRef, column: string, date: string): Promise<string> {
  const { over, property } = await columnPath(api.known, table, column);
  const type = table.columns[column] ?? 'date-only';
  const start = type === 'date-only' ? date : `${date.slice(0, 10)}T00:00:00Z`;
  return `${[...over.map((step) => step.navigation), property].join('/')} ge ${literal(column, type, start)}`;
}
