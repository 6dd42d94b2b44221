import type { Table } from '../schema/table.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { attributeClass } from './attribute-class.ts';
import { describeAttribute } from './describe-attribute.ts';
import { describeKeys } from './key-definitions.ts';
import { metadataId } from './metadata-id.ts';
import { privilegeName, privilegeTypes } from './privileges.ts';
import { projectDefinition, readDefinitionOptions, type Definition } from './project-definition.ts';
import { describeRelationships } from './relationship-definitions.ts';
import { readCollectionExpand } from './read-collection-expand.ts';

/** `GET EntityDefinitions?$select=LogicalName,EntitySetName` */
export function entityDefinitions(request: WebRequest): WebReply {
  const { select, expand } = readDefinitionOptions(request.query);
  return reply.json(200, {
    '@odata.context': `${request.world.url}/api/data/v9.2/$metadata#EntityDefinitions`,
    value: request.world.customized
      .all()
      .filter((table) => request.world.metadata.hasTable(table.name))
      .map((table) => whole(request, table, select, expand)),
  });
}

/** `GET EntityDefinitions(LogicalName='account')?$select=…&$expand=Keys($select=…),Attributes($select=…)` */
export function entityDefinition(request: WebRequest, table: Table): WebReply {
  const { select, expand } = readDefinitionOptions(request.query);
  return reply.json(200, {
    '@odata.context': `${request.world.url}/api/data/v9.2/$metadata#EntityDefinitions/$entity`,
    ...whole(request, table, select, expand),
  });
}

function whole(
  { world: { metadata, customized } }: WebRequest,
  table: Table,
  select: readonly string[] | undefined,
  expand: string | undefined,
): Definition {
  const collections: Readonly<Record<string, () => readonly Definition[]>> = {
    Attributes: () =>
      [...table.columns.values()]
        .filter((column) => metadata.hasColumn(table.name, column.name))
        .map((column) => ({
          '@odata.type': `#${attributeClass(column)}`,
          ...metadata.print(describeAttribute(table, column), table.name, { column: column.name }),
        })),
    Keys: () => describeKeys(metadata, customized, table),
    ManyToOneRelationships: () => describeRelationships(table),
  };
  const expanded = (expand === undefined ? [] : readCollectionExpand(expand)).map(
    ({ name, select: inner }) => {
      const collection = collections[name];
      if (collection === undefined) throw refusals.notBuilt(`$expand=${name} of EntityDefinitions`);
      return [name, collection().map((definition) => projectDefinition(definition, inner))] as const;
    },
  );
  return {
    ...projectDefinition(
      metadata.print(describe(table, customized.tracksChanges(table.name)), table.name),
      select,
    ),
    ...Object.fromEntries(expanded),
  };
}

const describe = (table: Table, tracked: boolean): Definition => ({
  MetadataId: metadataId(table.name),
  LogicalName: table.name,
  SchemaName: table.name,
  EntitySetName: table.set,
  LogicalCollectionName: table.set,
  PrimaryIdAttribute: table.id,
  PrimaryNameAttribute: table.primaryName,
  OwnershipType: table.owned === 'user' ? 'UserOwned' : 'OrganizationOwned',
  IsCustomEntity: table.name.includes('_'),
  IsOptimisticConcurrencyEnabled: true,
  ChangeTrackingEnabled: tracked,
  IsActivity: false,
  TableType: 'Standard',
  Privileges: privilegeTypes.map((type) => ({
    Name: privilegeName(type, table),
    PrivilegeType: type,
    PrivilegeId: metadataId(privilegeName(type, table)),
  })),
});
