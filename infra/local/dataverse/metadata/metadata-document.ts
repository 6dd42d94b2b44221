import { schema } from '../schema/schema.ts';
import type { Table } from '../schema/table.ts';
import { edmTypeOf } from '../value/edm-type-of.ts';
import type { WebReply } from '../web/web-request.ts';

const namespace = 'Microsoft.Dynamics.CRM';
let document: string | undefined;

/** `GET $metadata`: CSDL with navigation properties and the columns behind them. */
export function metadataDocument(): WebReply {
  document ??= build();
  return {
    status: 200,
    headers: { 'content-type': 'application/xml', 'odata-version': '4.0' },
    body: document,
  };
}

/** Names of tables and columns hold nothing that XML would need escaped. */
const build = (): string => `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="${namespace}" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">
${schema.tables.map(entityType).join('\n')}
<EntityContainer Name="System">
${schema.tables.map(entitySet).join('\n')}
</EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`;

function entityType(table: Table): string {
  const properties = [...table.columns.values()].map(
    (column) =>
      `<Property Name="${column.property}" Type="${edmTypeOf(column)}"${column.name === table.id ? ' Nullable="false"' : ''} />`,
  );
  const navigations = [...table.navigations].map(
    ([name, { column, target }]) =>
      `<NavigationProperty Name="${name}" Type="mscrm.${target.table}"><ReferentialConstraint Property="${column.property}" ReferencedProperty="${schema.byName.get(target.table)?.id ?? ''}" /></NavigationProperty>`,
  );
  return `<EntityType Name="${table.name}"><Key><PropertyRef Name="${table.id}" /></Key>${properties.join('')}${navigations.join('')}</EntityType>`;
}

function entitySet(table: Table): string {
  const bindings = [...table.navigations].map(
    ([name, { target }]) =>
      `<NavigationPropertyBinding Path="${name}" Target="${schema.byName.get(target.table)?.set ?? ''}" />`,
  );
  return `<EntitySet Name="${table.set}" EntityType="${namespace}.${table.name}">${bindings.join('')}</EntitySet>`;
}
