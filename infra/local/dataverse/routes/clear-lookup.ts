import type { Table } from '../schema/table.ts';
import { requireRow } from '../web/find-row.ts';
import type { Key } from '../web/parse-key.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { checkSettable } from '../write/check-settable.ts';
import { updateRow } from '../write/update-row.ts';

/** `DELETE /accounts(key)/parentaccountid/$ref` empties a look-up. */
export function clearLookup(request: WebRequest, table: Table, key: Key, navigation: string): WebReply {
  const { world, caller } = request;
  const column = table.navigations.get(navigation)?.column;
  if (column === undefined) throw refusals.noSuchProperty(table, navigation);
  const row = requireRow(world.database, table, key);
  const submitted = new Map([[column.name, null]]);
  checkSettable(table, submitted, 'updatable');
  request.commit((transaction) => {
    updateRow(world, transaction, caller, table, row, submitted);
  });
  return reply.empty();
}
