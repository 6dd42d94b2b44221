import type { Column, ColumnType } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';

const types: Readonly<Record<ColumnType, string>> = {
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

/** A column's AttributeType: `Picklist`, `Owner`, `DateTime`. */
export function attributeType(table: Table, column: Column): string {
  if (column.name === 'ownerid' && table.owned === 'user') return 'Owner';
  if ((column.targets?.length ?? 0) > 1) return 'Customer';
  return types[column.type];
}

/** The class that describes a column, which a cast names: `Microsoft.Dynamics.CRM.PicklistAttributeMetadata`. */
export const attributeClass = (column: Column): string => classOf(types[column.type]);

/** Whether a cast names a class at all. */
export const isAttributeClass = (cast: string): boolean => Object.values(types).map(classOf).includes(cast);

const classOf = (type: string): string =>
  `Microsoft.Dynamics.CRM.${type === 'Uniqueidentifier' ? 'UniqueIdentifier' : type}AttributeMetadata`;
