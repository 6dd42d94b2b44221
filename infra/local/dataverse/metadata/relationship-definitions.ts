import { schema } from '../schema/schema.ts';
import type { Table } from '../schema/table.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { metadataId } from './metadata-id.ts';
import { projectDefinition, readDefinitionOptions, type Definition } from './project-definition.ts';

/** `GET EntityDefinitions(LogicalName='x')/ManyToOneRelationships`: a row per look-up and target table. */
export function relationshipDefinitions(request: WebRequest, table: Table): WebReply {
  const { select } = readDefinitionOptions(request.query);
  return reply.json(200, {
    '@odata.context': `${request.world.url}/api/data/v9.2/$metadata#EntityDefinitions('${metadataId(table.name)}')/ManyToOneRelationships`,
    value: describeRelationships(table).map((definition) => projectDefinition(definition, select)),
  });
}

/** A table's look-ups, one entry per target. */
export const describeRelationships = (table: Table): Definition[] =>
  [...table.navigations].map(([navigation, { column, target }]) => ({
    MetadataId: metadataId(`${table.name}.${navigation}`),
    SchemaName: `${target.table}_${table.name}_${column.name}`,
    RelationshipType: 'OneToManyRelationship',
    ReferencingEntity: table.name,
    ReferencingAttribute: column.name,
    ReferencingEntityNavigationPropertyName: navigation,
    ReferencedEntity: target.table,
    ReferencedAttribute: schema.byName.get(target.table)?.id ?? '',
  }));
