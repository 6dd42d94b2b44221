import type { AlternateKey, Table } from '../schema/table.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { metadataId } from './metadata-id.ts';
import { projectDefinition, readDefinitionOptions, type Definition } from './project-definition.ts';

/** `GET EntityDefinitions(LogicalName='x')/Keys?$select=…,EntityKeyIndexStatus` */
export function keyDefinitions(request: WebRequest, table: Table): WebReply {
  const { select } = readDefinitionOptions(request.query);
  return reply.json(200, {
    '@odata.context': `${request.world.url}/api/data/v9.2/$metadata#EntityDefinitions('${metadataId(table.name)}')/Keys`,
    value: table.keys.map((key) => projectDefinition(describeKey(table, key), select)),
  });
}

/** An alternate key; its index is always built. */
export const describeKey = (table: Table, key: AlternateKey): Definition => ({
  MetadataId: metadataId(`${table.name}.${key.name}`),
  LogicalName: key.name,
  SchemaName: key.name,
  EntityLogicalName: table.name,
  KeyAttributes: key.columns,
  EntityKeyIndexStatus: 'Active',
});
