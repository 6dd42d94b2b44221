import type { Table } from '../schema/table.ts';
import { requireRow } from '../web/find-row.ts';
import type { Key } from '../web/parse-key.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { deleteRow as removeRow } from '../write/delete-row.ts';
import { checkIfMatch } from './check-if-match.ts';

/** `DELETE /accounts(key)`: 204, or 404 when it is not there. */
export function deleteRow(request: WebRequest, table: Table, key: Key): WebReply {
  const { world } = request;
  if (table.readOnly) throw refusals.readOnlyTable(table);
  const row = requireRow(world.database, table, key);
  checkIfMatch(request, table, key, row);
  request.commit((transaction) => {
    removeRow(world, transaction, table, row);
  });
  return reply.empty();
}
