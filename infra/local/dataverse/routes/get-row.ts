import type { Table } from '../schema/table.ts';
import { parseProjection } from '../query/parse-projection.ts';
import { printRow } from '../query/print-row.ts';
import { readQueryOptions } from '../query/query-options.ts';
import { requireRow } from '../web/find-row.ts';
import type { Key } from '../web/parse-key.ts';
import { readPreferences } from '../web/preferences.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { etagOf } from '../store/etag-of.ts';

/** `GET /accounts(key)`; with the row's ETag in If-None-Match and no `$expand` the answer is 304. */
export function getRow(request: WebRequest, table: Table, key: Key): WebReply {
  const { world } = request;
  const options = readQueryOptions(request.query, ['$select', '$expand']);
  const projection = parseProjection(table, options.get('$select'), options.get('$expand'));
  const row = requireRow(world.database, table, key);
  const etag = etagOf(row);
  const { annotations } = readPreferences(request.headers['prefer']);
  if (request.headers['if-none-match'] === etag && projection.expand.length === 0 && !annotations)
    return { status: 304, headers: { etag } };
  return reply.json(
    200,
    {
      '@odata.context': `${world.url}/api/data/v9.2/$metadata#${table.set}/$entity`,
      ...printRow(world.database, projection, row, annotations),
    },
    { etag },
  );
}
