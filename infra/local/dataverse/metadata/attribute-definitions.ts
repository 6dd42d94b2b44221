import type { Column, ColumnType } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { metadataId } from './metadata-id.ts';
import { projectDefinition, readDefinitionOptions, type Definition } from './project-definition.ts';

const attributeTypes: Readonly<Record<ColumnType, string>> = {
  text: 'String',
  memo: 'Memo',
  guid: 'Uniqueidentifier',
  boolean: 'Boolean',
  integer: 'Integer',
  bigint: 'BigInt',
  decimal: 'Decimal',
  money: 'Money',
  choice: 'Picklist',
  state: 'State',
  status: 'Status',
  'date-only': 'DateTime',
  'user-local': 'DateTime',
  'time-zone-independent': 'DateTime',
  lookup: 'Lookup',
};

/** `GET EntityDefinitions(LogicalName='x')/Attributes[/Microsoft.Dynamics.CRM.PicklistAttributeMetadata]` */
export function attributeDefinitions(request: WebRequest, table: Table, cast: string | undefined): WebReply {
  return reply.json(200, {
    '@odata.context': `${request.world.url}/api/data/v9.2/$metadata#EntityDefinitions('${metadataId(table.name)}')/Attributes`,
    value: [...table.columns.values()]
      .filter((column) => cast === undefined || castOf(table, column) === cast)
      .map((column) => print(request, table, column, cast)),
  });
}

/** `GET EntityDefinitions(LogicalName='x')/Attributes(LogicalName='y')[/cast]` */
export function attributeDefinition(
  request: WebRequest,
  table: Table,
  key: string,
  cast: string | undefined,
): WebReply {
  const name = /^LogicalName='([^']*)'$/.exec(key)?.[1] ?? '';
  const column = table.columns.get(name);
  if (column === undefined || (cast !== undefined && castOf(table, column) !== cast))
    throw refusals.noSuchAttribute(table, name);
  return reply.json(200, {
    '@odata.context': `${request.world.url}/api/data/v9.2/$metadata#EntityDefinitions('${metadataId(table.name)}')/Attributes/$entity`,
    ...print(request, table, column, cast),
  });
}

/** Members that every attribute has; a cast adds those of the type. */
export const describeAttribute = (table: Table, column: Column): Definition => ({
  MetadataId: metadataId(`${table.name}.${column.name}`),
  LogicalName: column.name,
  SchemaName: column.targets?.[0]?.navigation ?? column.name,
  EntityLogicalName: table.name,
  AttributeType: typeOf(table, column),
  AttributeTypeName: { Value: `${typeOf(table, column)}Type` },
  IsPrimaryId: column.name === table.id,
  IsPrimaryName: column.name === table.primaryName,
  IsCustomAttribute: column.name.includes('_'),
  IsValidForCreate: column.creatable,
  IsValidForUpdate: column.updatable,
  IsValidForRead: true,
  RequiredLevel: {
    Value: { none: 'None', application: 'ApplicationRequired', system: 'SystemRequired' }[column.required],
  },
});

function print(request: WebRequest, table: Table, column: Column, cast: string | undefined): Definition {
  const { select, expand } = readDefinitionOptions(request.query);
  const definition = { ...describeAttribute(table, column), ...(cast === undefined ? {} : ofType(column)) };
  const wantsOptions = expand !== undefined && /^\s*OptionSet\b/.test(expand);
  if (expand !== undefined && (!wantsOptions || column.options === undefined))
    throw refusals.badQuery(`Could not find a property named '${expand}' to expand.`);
  return {
    ...(cast === undefined ? { '@odata.type': `#${castOf(table, column)}` } : {}),
    ...projectDefinition(definition, select),
    ...(wantsOptions ? { OptionSet: optionSet(table, column) } : {}),
  };
}

function ofType(column: Column): Definition {
  if (column.maxLength !== undefined) return { MaxLength: column.maxLength };
  if (column.precision !== undefined)
    return { Precision: column.precision, MinValue: column.minimum, MaxValue: column.maximum };
  if (column.targets !== undefined) return { Targets: column.targets.map((target) => target.table) };
  if (attributeTypes[column.type] !== 'DateTime') return {};
  return {
    Format: column.type === 'date-only' ? 'DateOnly' : 'DateAndTime',
    DateTimeBehavior: {
      Value: {
        'date-only': 'DateOnly',
        'user-local': 'UserLocal',
        'time-zone-independent': 'TimeZoneIndependent',
      }[column.type as 'date-only'],
    },
  };
}

const optionSet = (table: Table, column: Column): Definition => ({
  MetadataId: metadataId(`${table.name}.${column.name}.options`),
  Name: `${table.name}_${column.name}`,
  IsGlobal: false,
  Options: (column.options ?? []).map((option) => ({
    Value: option.value,
    ...(option.state === undefined ? {} : { State: option.state }),
    Label: {
      UserLocalizedLabel: { Label: option.label, LanguageCode: 1033 },
      LocalizedLabels: [{ Label: option.label, LanguageCode: 1033 }],
    },
    ExternalValue: null,
  })),
});

function typeOf(table: Table, column: Column): string {
  if (column.name === 'ownerid' && table.owned === 'user') return 'Owner';
  if ((column.targets?.length ?? 0) > 1) return 'Customer';
  return attributeTypes[column.type];
}

/** The class of an attribute's metadata, which a cast names. */
const castOf = (table: Table, column: Column): string => {
  const type = typeOf(table, column);
  const name =
    type === 'Owner' || type === 'Customer'
      ? 'Lookup'
      : type === 'Uniqueidentifier'
        ? 'UniqueIdentifier'
        : type;
  return `Microsoft.Dynamics.CRM.${name}AttributeMetadata`;
};
