import { filterText } from '../odata/filter-text.ts';
import { readPage } from '../odata/read-page.ts';
import type { ReadRow } from '../sync/counterpart.ts';
import type { Filter } from '../table-map/filter.ts';
import { filterColumns } from '../table-map/filter-columns.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { literals } from './literals.ts';
import type { ODataService } from './odata-service.ts';
import { rowOf, selecting } from './row-of.ts';

/** Key properties that hold a row's company, by how likely they are. A set without one spans all companies. */
const companyProperties = ['dataAreaId', 'ReferenceDataAreaId', 'ProjDataAreaId'];

/**
 * All rows that match, page by page (10,000 at most), of one company where the set's key names one.
 *
 * @throws CounterpartError, UnfitValueError, UnknownColumnError
 */
export async function* scanRows(
  service: ODataService,
  table: TableRef,
  where: Filter,
  from: { readonly column: string; readonly date: string } | undefined,
  company: string | undefined,
  columns: readonly string[],
): AsyncGenerator<readonly ReadRow[]> {
  const companyProperty = companyProperties.find((name) => Object.hasOwn(table.key, name));
  const used = [...filterColumns(where), ...(from === undefined ? [] : [from.column])];
  const write = await literals(service, table, used);
  const condition = filterText(
    where,
    (column, operator, value) => `${column} ${operator} ${write(column, value)}`,
  );
  if (condition.kind === 'nothing') return;
  const texts = [
    ...(company === undefined || companyProperty === undefined
      ? []
      : [`${companyProperty} eq ${write(companyProperty, company.toLowerCase())}`]),
    ...(from === undefined ? [] : [`${from.column} ge ${write(from.column, startOf(table, from))}`]),
    ...(condition.kind === 'text' ? [`(${condition.text})`] : []),
  ];
  const filter = texts.length === 0 ? '' : `&$filter=${encodeURIComponent(texts.join(' and '))}`;
  const headers =
    service.pageSize === undefined ? {} : { Prefer: `odata.maxpagesize=${String(service.pageSize)}` };
  let path: string | undefined = `/${table.set}?${selecting(table, columns)}${filter}`;
  while (path !== undefined) {
    const request = { method: 'GET', path, headers } as const;
    const answer = await service.slotsOf(table.set).run(() => service.ask(request));
    const page = readPage(answer.text);
    yield page.rows.map((row) => rowOf(table, columns, row));
    path = page.nextLink;
  }
}

/** First moment of the day; a date without time stands for itself. */
const startOf = (
  table: TableRef,
  { column, date }: { readonly column: string; readonly date: string },
): string => (table.columns[column] === 'utc-date-time' ? `${date.slice(0, 10)}T00:00:00Z` : date);
