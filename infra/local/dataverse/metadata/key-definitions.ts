import type { CustomizedTables, KeyStatus } from '../customize/customized-tables.ts';
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
    value: describeKeys(request.world.metadata, request.world.customized, table).map((key) =>
      projectDefinition(key, select),
    ),
  });
}

/** Alternate keys as the metadata prints them. */
export const describeKeys = (
  metadata: MetadataSwitch,
  customized: CustomizedTables,
  table: Table,
): readonly Definition[] =>
  customized
    .keys(table)
    .filter(({ key }) => metadata.hasKey(table.name, key.name))
    .map(({ key, status }) => metadata.print(describeKey(table, key, status), table.name, { key: key.name }));

const describeKey = (table: Table, key: AlternateKey, status: KeyStatus): Definition => ({
  MetadataId: metadataId(`${table.name}.${key.name}`),
  LogicalName: key.name,
  SchemaName: key.name,
  EntityLogicalName: table.name,
  KeyAttributes: key.columns,
  EntityKeyIndexStatus: status,
});
