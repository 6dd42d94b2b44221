import { filterText } from '../odata/filter-text.ts';
import { readPage } from '../odata/read-page.ts';
import type { ScanAsked, ScannedPage } from '../sync/counterpart.ts';
import { filterColumns } from '../table-map/filter-columns.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { literals } from './literals.ts';
import type { ODataService } from './odata-service.ts';
import { rowOf, selecting } from './row-of.ts';

/** Key properties that hold a row's company, by how likely they are. A set without one spans all companies. */
const companyProperties = ['dataAreaId', 'ReferenceDataAreaId', 'ProjDataAreaId'];

/**
 * One page (10,000 rows at most) of all rows that match, of one company where the set's key names one.
 *
 * @param at the next link of the page before; undefined for the first one.
 * @throws CounterpartError, UnfitValueError, UnknownColumnError
 */
export async function scanPage(
  service: ODataService,
  at: string | undefined,
  asked: ScanAsked,
): Promise<ScannedPage> {
  const [table, , , , columns] = asked;
  const path = at ?? (await firstPath(service, asked));
  if (path === undefined) return { rows: [] };
  const headers =
    service.pageSize === undefined ? {} : { Prefer: `odata.maxpagesize=${String(service.pageSize)}` };
  const answer = await service.slotsOf(table.set).run(() => service.ask({ method: 'GET', path, headers }));
  const { rows, nextLink } = readPage(answer.text);
  return {
    rows: rows.map((row) => rowOf(table, columns, row)),
    ...(nextLink === undefined ? {} : { next: nextLink }),
  };
}

/** Undefined where no row can match. */
async function firstPath(
  service: ODataService,
  [table, where, from, company, columns]: ScanAsked,
): Promise<string | undefined> {
  const companyProperty = companyProperties.find((name) => Object.hasOwn(table.key, name));
  const used = [...filterColumns(where), ...(from === undefined ? [] : [from.column])];
  const write = await literals(service, table, used);
  const condition = filterText(
    where,
    (column, operator, value) => `${column} ${operator} ${write(column, value)}`,
  );
  if (condition.kind === 'nothing') return undefined;
  const texts = [
    ...(company === undefined || companyProperty === undefined
      ? []
      : [`${companyProperty} eq ${write(companyProperty, company.toLowerCase())}`]),
    ...(from === undefined ? [] : [`${from.column} ge ${write(from.column, startOf(table, from))}`]),
    ...(condition.kind === 'text' ? [`(${condition.text})`] : []),
  ];
  const filter = texts.length === 0 ? '' : `&$filter=${encodeURIComponent(texts.join(' and '))}`;
  return `/${table.set}?${selecting(table, columns)}${filter}`;
}

/** First moment of the day; a date without time stands for itself. */
const startOf = (
  table: TableRef,
  { column, date }: { readonly column: string; readonly date: string },
): string => (table.columns[column] === 'utc-date-time' ? `${date.slice(0, 10)}T00:00:00Z` : date);
