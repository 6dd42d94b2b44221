import { metadataId } from '../metadata/metadata-id.ts';
import type { Table } from '../schema/table.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { checkCustomizer } from './check-customizer.ts';

/** `DELETE EntityDefinitions(LogicalName='x')/Keys(id)`: by its id, or `LogicalName='y'`. */
export function deleteKey(request: WebRequest, table: Table, text: string): WebReply {
  checkCustomizer(request, 'prvWriteEntity');
  const { customized, database } = request.world;
  const name = /^LogicalName='([^']*)'$/.exec(text)?.[1];
  const found = customized
    .keys(table)
    .find(({ key }) => key.name === name || metadataId(`${table.name}.${key.name}`) === text);
  if (found === undefined) throw refusals.noSuchAttribute(table, text);
  customized.removeKey(table, found.key, database);
  return reply.empty();
}
