import type { MetadataSwitch } from '../switches/metadata-switch.ts';
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
    value: describeKeys(request.world.metadata, table).map((key) => projectDefinition(key, select)),
  });
}

/** Alternate keys as the metadata prints them. */
export const describeKeys = (metadata: MetadataSwitch, table: Table): readonly Definition[] =>
  table.keys
    .filter((key) => metadata.hasKey(table.name, key.name))
    .map((key) => metadata.print(describeKey(table, key), table.name, { key: key.name }));

/** An alternate key; its index is always built. */
const describeKey = (table: Table, key: AlternateKey): Definition => ({
  MetadataId: metadataId(`${table.name}.${key.name}`),
  LogicalName: key.name,
  SchemaName: key.name,
  EntityLogicalName: table.name,
  KeyAttributes: key.columns,
  EntityKeyIndexStatus: 'Active',
});
