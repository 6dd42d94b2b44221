import type { Table } from '../schema/table.ts';
import { parseProjection } from '../query/parse-projection.ts';
import { printRow } from '../query/print-row.ts';
import { readQueryOptions } from '../query/query-options.ts';
import { readPreferences } from '../web/preferences.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { etagOf } from '../store/etag-of.ts';

/**
 * The answer to a write: 204 with OData-EntityId (which echoes the key of the request), or the row when
 * `return=representation` was preferred: 201 for a new row, 200 for a changed one. `$expand` is ignored there.
 */
export function written(
  request: WebRequest,
  table: Table,
  id: string,
  address: string,
  status: 200 | 201,
): WebReply {
  const { world } = request;
  const headers = { 'odata-entityid': `${world.url}/api/data/v9.2/${address}` };
  const preferences = readPreferences(request.headers['prefer']);
  const row = world.database.rows(table.name).get(id);
  if (!preferences.representation || row === undefined) return reply.empty(headers);
  const options = readQueryOptions(request.query, ['$select', '$expand']);
  const projection = parseProjection(table, options.get('$select'), undefined);
  return reply.json(
    status,
    {
      '@odata.context': `${world.url}/api/data/v9.2/$metadata#${table.set}/$entity`,
      ...printRow(world.database, projection, row, preferences.annotations),
    },
    {
      ...headers,
      etag: etagOf(row),
      'preference-applied': 'return=representation',
    },
  );
}
