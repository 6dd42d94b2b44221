import type { Entity } from '../schema/entity.ts';
import type { StoredRow } from '../store/stored-row.ts';
import { jsonAnswer, type Answer } from './answer.ts';
import { compileFilter, orderOf } from './filter/compile-filter.ts';
import { keyedRows } from './filter/keyed-rows.ts';
import type { Operation } from './operation.ts';
import { queryOptions, type QueryOptions } from './query-options.ts';
import type { Service } from './service.ts';
import { writeRow } from './write-row.ts';

/** Most rows that one page holds. */
const largestPage = 10_000;

/** Answers `GET Set`: a page of rows, and the link to the next one. */
export function getRows(service: Service, entity: Entity, operation: Operation): Answer {
  const options = queryOptions(entity, operation);
  const rows = matching(service, entity, options);
  const wanted = rows.slice(options.skip, options.top === undefined ? undefined : options.skip + options.top);
  const pageSize = pageSizeOf(operation);
  const page = wanted.slice(0, pageSize);
  return jsonAnswer(200, {
    '@odata.context': `${operation.root}$metadata#${entity.set}`,
    ...(options.count ? { '@odata.count': rows.length } : {}),
    value: page.map((row) => writeRow(entity, row, options.select)),
    ...(wanted.length > pageSize ? { '@odata.nextLink': nextLink(operation, options, pageSize) } : {}),
  });
}

/** Answers `GET Set/$count` with the number as plain text. */
export const countRows = (service: Service, entity: Entity, operation: Operation): Answer => ({
  status: 200,
  headers: { 'Content-Type': 'text/plain', 'OData-Version': '4.0' },
  body: String(matching(service, entity, queryOptions(entity, operation)).length),
});

function matching(service: Service, entity: Entity, options: QueryOptions): readonly StoredRow[] {
  const predicate =
    options.filter === undefined
      ? () => true
      : compileFilter(entity, options.filter, service.behaviour.now.textCase);
  const keyed = options.filter === undefined ? undefined : keyedRows(service.store, entity, options.filter);
  const oneCompany = entity.companySpecific && !options.crossCompany;
  const rows: StoredRow[] = [];
  for (const row of keyed ?? service.store.rows(entity))
    if ((!oneCompany || row.values['dataAreaId'] === service.defaultCompany) && predicate(row.values))
      rows.push(row);
  return options.orderBy.length === 0 ? rows : rows.sort(comparison(entity, options.orderBy));
}

function comparison(
  entity: Entity,
  orderBy: QueryOptions['orderBy'],
): (left: StoredRow, right: StoredRow) => number {
  const orders = orderBy.map(({ name, descending }) => {
    const property = entity.properties[name];
    const order = property === undefined ? () => 0 : orderOf(property);
    return (left: StoredRow, right: StoredRow) =>
      (descending ? -1 : 1) * order(left.values[name] ?? '', right.values[name] ?? '');
  });
  return (left, right) => {
    for (const order of orders) {
      const found = order(left, right);
      if (found !== 0) return found;
    }
    return 0;
  };
}

function pageSizeOf(operation: Operation): number {
  const preferred = /odata\.maxpagesize\s*=\s*(\d{1,9})/.exec(operation.headers['prefer'] ?? '')?.[1];
  return preferred === undefined || Number(preferred) === 0
    ? largestPage
    : Math.min(largestPage, Number(preferred));
}

function nextLink(operation: Operation, options: QueryOptions, pageSize: number): string {
  const query = new URLSearchParams(operation.query);
  query.set('$skip', String(options.skip + pageSize));
  if (options.top !== undefined) query.set('$top', String(options.top - pageSize));
  return `${operation.root}${operation.path}?${query.toString()}`;
}
