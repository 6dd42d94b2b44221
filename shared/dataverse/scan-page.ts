import { literal } from '../odata/literal.ts';
import { readPage } from '../odata/read-page.ts';
import type { ScanAsked, ScannedPage } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { columnPath } from './column-path.ts';
import { filterOf } from './filter-of.ts';
import { projection } from './projection.ts';
import type { WebApi } from './web-api.ts';

/**
 * One page of all rows that match.
 *
 * @param at the next link of the page before; undefined for the first one.
 * @throws CounterpartError, UnknownColumnError, UnfitValueError
 */
export async function scanPage(
  api: WebApi,
  at: string | undefined,
  [table, where, from, , columns]: ScanAsked,
): Promise<ScannedPage> {
  const condition = await filterOf(api.known, table, where);
  if (condition.kind === 'nothing') return { rows: [] };
  const { query, rowOf } = await projection(api.known, table, columns);
  const texts = [
    ...(condition.kind === 'text' ? [`(${condition.text})`] : []),
    ...(from === undefined ? [] : [await startsAt(api, table, from.column, from.date)]),
  ];
  const filter = texts.length === 0 ? '' : `&$filter=${encodeURIComponent(texts.join(' and '))}`;
  const request = {
    method: 'GET',
    path: at ?? `/${table.set}?${query}${filter}`,
    headers: { Prefer: `odata.maxpagesize=${String(api.pageSize)}` },
  } as const;
  const answer = await api
    .slotsOf(table.set)
    .run(() => api.ask(request, { does: 'read', table: table.table }));
  const { rows, nextLink } = readPage(answer.text);
  return { rows: rows.map(rowOf), ...(nextLink === undefined ? {} : { next: nextLink }) };
}

async function startsAt(api: WebApi, table: TableRef, column: string, date: string): Promise<string> {
  const { over, property } = await columnPath(api.known, table, column);
  const type = table.columns[column] ?? 'date-only';
  const start = type === 'date-only' ? date : `${date.slice(0, 10)}T00:00:00Z`;
  return `${[...over.map((step) => step.navigation), property].join('/')} ge ${literal(column, type, start)}`;
}
