import type { Navigation, Table } from '../schema/table.ts';
import { schema } from '../schema/schema.ts';
import type { Database } from '../store/database.ts';
import type { RowReference } from '../store/row.ts';
import { requireRow } from '../web/find-row.ts';
import { parseKey } from '../web/parse-key.ts';
import { refusals } from '../web/refusals.ts';
import { splitPath } from '../web/split-path.ts';
import { rowId } from '../store/row-id.ts';

/**
 * Follows the value of `Nav@odata.bind`: `/accounts(id)`, `accounts(id)`, an alternate key, a whole address, or
 * `$1` for the row that another request of the change set made.
 * @throws WebApiError 400 when it names another table, 404 when the row is not there.
 */
export function resolveBind(
  database: Database,
  table: Table,
  name: string,
  navigation: Navigation,
  value: string,
  contentIds: ReadonlyMap<string, string>,
): RowReference {
  const address = value.startsWith('$') ? contentIds.get(value.slice(1)) : value;
  const path = (address ?? '').replace(/^https?:\/\/[^/]+/i, '').replace(/^\/?api\/data\/v\d+\.\d+\//i, '');
  const [segment, ...more] = splitPath(path);
  const target = schema.bySet.get(segment?.name ?? '');
  if (segment?.key === undefined || more.length > 0 || target?.name !== navigation.target.table)
    throw refusals.badPayload(
      table,
      `The value '${value}' of '${name}@odata.bind' does not name a row of ${navigation.target.table}.`,
    );
  const row = requireRow(database, target, parseKey(target, segment.key));
  return { table: target.name, id: rowId(target, row) };
}
