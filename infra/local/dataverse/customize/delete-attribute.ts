import type { Table } from '../schema/table.ts';
import { rowId } from '../store/row-id.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { checkCustomizer } from './check-customizer.ts';

/** `DELETE EntityDefinitions(LogicalName='x')/Attributes(LogicalName='y')`: its values go with it. */
export function deleteAttribute(request: WebRequest, table: Table, key: string): WebReply {
  checkCustomizer(request, 'prvDeleteAttribute');
  const { customized, database } = request.world;
  const name = /^LogicalName='([^']*)'$/.exec(key)?.[1] ?? '';
  if (!table.columns.has(name)) throw refusals.noSuchAttribute(table, name);
  if (!name.includes('_')) throw refusals.badDefinition(`${name} is a column of the platform.`);
  const user = customized.keys(table).find((each) => each.key.columns.includes(name));
  if (user !== undefined) throw refusals.attributeInUse(name, user.key.name);
  customized.removeColumn(table, name);
  const rows = database.rows(table.name);
  for (const row of [...rows.all()]) rows.put(rowId(table, row), { ...row, [name]: null });
  return reply.empty();
}
