import type { Column } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';
import { attributeType } from './attribute-class.ts';
import { metadataId } from './metadata-id.ts';
import type { Definition } from './project-definition.ts';

/** Members that the description of every column has. */
export const describeAttribute = (table: Table, column: Column): Definition => ({
  MetadataId: metadataId(`${table.name}.${column.name}`),
  LogicalName: column.name,
  SchemaName: column.targets?.[0]?.navigation ?? column.name,
  EntityLogicalName: table.name,
  DisplayName: displayName(column),
  Description: labelled(column.description),
  AttributeType: attributeType(table, column),
  AttributeTypeName: { Value: `${attributeType(table, column)}Type` },
  IsPrimaryId: column.name === table.id,
  IsPrimaryName: column.name === table.primaryName,
  IsCustomAttribute: column.name.includes('_'),
  IsValidForCreate: column.creatable,
  IsValidForUpdate: column.updatable,
  IsValidForRead: column.readable,
  RequiredLevel: {
    Value: { none: 'None', application: 'ApplicationRequired', system: 'SystemRequired' }[column.required],
  },
});

/** The label, made from the name: the sandbox has no others. */
function displayName(column: Column): Definition {
  return labelled(column.name.replace(/^[a-z]+_/, ''));
}

function labelled(text: string | undefined): Definition {
  if (text === undefined) return { LocalizedLabels: [], UserLocalizedLabel: null };
  const label = { Label: text, LanguageCode: 1033 };
  return { LocalizedLabels: [label], UserLocalizedLabel: label };
}

/** Members that a cast to the column's own class adds. */
export function describeOfClass(column: Column): Definition {
  if (column.maxLength !== undefined) return { MaxLength: column.maxLength };
  if (column.precision !== undefined)
    return { Precision: column.precision, MinValue: column.minimum, MaxValue: column.maximum };
  if (column.targets !== undefined) return { Targets: column.targets.map((target) => target.table) };
  switch (column.type) {
    case 'date-only':
      return { Format: 'DateOnly', DateTimeBehavior: { Value: 'DateOnly' } };
    case 'user-local':
      return { Format: 'DateAndTime', DateTimeBehavior: { Value: 'UserLocal' } };
    case 'time-zone-independent':
      return { Format: 'DateAndTime', DateTimeBehavior: { Value: 'TimeZoneIndependent' } };
    default:
      return {};
  }
}
