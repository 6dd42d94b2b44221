import type { Column } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { attributeClass, isAttributeClass } from './attribute-class.ts';
import { describeAttribute, describeOfClass } from './describe-attribute.ts';
import { describeOptionSet } from './describe-option-set.ts';
import { metadataId } from './metadata-id.ts';
import { projectDefinition, readDefinitionOptions, type Definition } from './project-definition.ts';
import { readCollectionExpand } from './read-collection-expand.ts';

/**
 * `GET EntityDefinitions(LogicalName='x')/Attributes[/Microsoft.Dynamics.CRM.PicklistAttributeMetadata]`
 * @param path what follows `Attributes`.
 */
export function attributeDefinitions(request: WebRequest, table: Table, path: readonly string[]): WebReply {
  const [cast, ...more] = path;
  checkPath(cast, more);
  return reply.json(200, {
    '@odata.context': contextOf(request, table, cast),
    value: [...table.columns.values()]
      .filter((column) => request.world.metadata.hasColumn(table.name, column.name))
      .filter((column) => cast === undefined || attributeClass(column) === cast)
      .map((column) => print(request, table, column, cast)),
  });
}

/**
 * `GET EntityDefinitions(LogicalName='x')/Attributes(LogicalName='y')[/cast[/OptionSet]]`
 * @param path what follows the key.
 * @throws WebApiError 404 for a column that is not there; assumed: also for one of another class than the cast.
 */
export function attributeDefinition(
  request: WebRequest,
  table: Table,
  key: string,
  path: readonly string[],
): WebReply {
  const [cast, property, ...more] = path;
  checkPath(cast, more);
  const name = /^LogicalName='([^']*)'$/.exec(key)?.[1] ?? '';
  const column = table.columns.get(name);
  const there = request.world.metadata.hasColumn(table.name, name);
  if (column === undefined || !there || (cast !== undefined && attributeClass(column) !== cast))
    throw refusals.noSuchAttribute(table, name);
  const context = `${contextOf(request, table, cast)}/$entity`;
  if (property === undefined)
    return reply.json(200, { '@odata.context': context, ...print(request, table, column, cast) });
  const options =
    property === 'OptionSet' ? describeOptionSet(table, column, request.world.metadata) : undefined;
  if (options === undefined) throw refusals.noSuchResource(property);
  const { select } = readDefinitionOptions(request.query);
  return reply.json(200, { '@odata.context': context, ...projectDefinition(options, select) });
}

function checkPath(cast: string | undefined, more: readonly string[]): void {
  if (cast !== undefined && !isAttributeClass(cast)) throw refusals.noSuchResource(cast);
  if (more[0] !== undefined) throw refusals.noSuchResource(more[0]);
}

const contextOf = (request: WebRequest, table: Table, cast: string | undefined): string =>
  `${request.world.url}/api/data/v9.2/$metadata#EntityDefinitions('${metadataId(table.name)}')/Attributes${cast === undefined ? '' : `/${cast}`}`;

function print(request: WebRequest, table: Table, column: Column, cast: string | undefined): Definition {
  const { select, expand } = readDefinitionOptions(request.query);
  const own = cast === undefined ? { '@odata.type': `#${attributeClass(column)}` } : describeOfClass(column);
  return {
    ...projectDefinition(
      request.world.metadata.print({ ...own, ...describeAttribute(table, column) }, table.name, {
        column: column.name,
      }),
      select,
    ),
    ...(expand === undefined ? {} : expandOptions(request, table, column, cast, expand)),
  };
}

/** Only the class of the column has options: without a cast there is nothing to expand. */
function expandOptions(
  request: WebRequest,
  table: Table,
  column: Column,
  cast: string | undefined,
  expand: string,
): Readonly<Record<string, Definition | null>> {
  const options = cast === undefined ? undefined : describeOptionSet(table, column, request.world.metadata);
  return Object.fromEntries(
    readCollectionExpand(expand).map(({ name, select }) => {
      if (options !== undefined && name === 'OptionSet') return [name, projectDefinition(options, select)];
      if (options !== undefined && name === 'GlobalOptionSet') return [name, null];
      throw refusals.badQuery(
        `Could not find a property named '${name}' on type '${cast ?? 'Microsoft.Dynamics.CRM.AttributeMetadata'}'.`,
      );
    }),
  );
}
