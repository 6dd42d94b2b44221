import type { Table } from '../schema/table.ts';
import type { StoredRow } from '../store/row.ts';
import { compileFilter } from '../query/compile-filter.ts';
import { page } from '../query/page.ts';
import { rowOrder } from '../query/row-order.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseProjection } from '../query/parse-projection.ts';
import { printRow } from '../query/print-row.ts';
import { readQueryOptions, type QueryOptions } from '../query/query-options.ts';
import { getChanges } from './get-changes.ts';
import { readPreferences } from '../web/preferences.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';

const known = ['$select', '$expand', '$filter', '$orderby', '$top', '$count', '$skiptoken'];
const largestPage = 5000;

/** `GET /accounts?$select=…&$filter=…`: rows page by page, at most 5,000 each. */
export function getSet(request: WebRequest, table: Table): WebReply {
  const { world } = request;
  const preferences = readPreferences(request.headers['prefer']);
  if (preferences.trackChanges || /(^|&)(\$|%24)deltatoken=/i.test(request.query))
    return getChanges(request, table, preferences);
  const options = readQueryOptions(request.query, known);
  const projection = parseProjection(table, options.get('$select'), options.get('$expand'));
  const found = matchingRows(request, table, options);
  const order = rowOrder(table, options.get('$orderby'));
  // With a page size the platform ignores $top.
  const top = preferences.pageSize === undefined ? readTop(options) : undefined;
  const cut = page(
    table,
    found,
    order,
    preferences.pageSize ?? Math.min(top ?? largestPage, largestPage),
    options.get('$skiptoken'),
  );
  const next = top !== undefined && top <= largestPage ? undefined : cut.next;
  const root = `${world.url}/api/data/v9.2/`;
  return reply.json(
    200,
    {
      '@odata.context': `${root}$metadata#${table.set}`,
      ...(options.get('$count') === 'true' ? { '@odata.count': Math.min(found.length, largestPage) } : {}),
      value: cut.rows.map((row) => printRow(world.database, projection, row, preferences.annotations)),
      ...(next === undefined ? {} : { '@odata.nextLink': nextLink(root, request, next) }),
    },
    preferences.pageSize === undefined
      ? {}
      : { 'preference-applied': `odata.maxpagesize=${preferences.pageSize}` },
  );
}

/** `GET /accounts/$count`, as plain text. */
export function getCount(request: WebRequest, table: Table): WebReply {
  const found = matchingRows(request, table, readQueryOptions(request.query, ['$filter']));
  return {
    status: 200,
    headers: { 'content-type': 'text/plain', 'odata-version': '4.0' },
    body: String(Math.min(found.length, largestPage)),
  };
}

function matchingRows(request: WebRequest, table: Table, options: QueryOptions): readonly StoredRow[] {
  const { database } = request.world;
  const rows = database.rows(table.name);
  const filter = options.get('$filter');
  const compiled = filter === undefined ? undefined : compileFilter(database, table, parseFilter(filter));
  const candidates =
    compiled?.ids === undefined
      ? [...rows.all()]
      : [...new Set(compiled.ids)].map((id) => rows.get(id)).filter((row) => row !== undefined);
  return compiled === undefined ? candidates : candidates.filter((row) => compiled.test(row));
}

function readTop(options: QueryOptions): number | undefined {
  const top = options.get('$top');
  if (top === undefined) return undefined;
  if (!/^\d+$/.test(top)) throw refusals.badQuery(`$top must be a whole number, not '${top}'.`);
  return Number(top);
}

function nextLink(root: string, request: WebRequest, token: string): string {
  const kept = request.query.split('&').filter((pair) => pair !== '' && !/^(\$|%24)skiptoken=/i.test(pair));
  return `${root}${request.path}?${[...kept, `$skiptoken=${encodeURIComponent(token)}`].join('&')}`;
}
