import type { DataverseType } from './table-map.ts';

/** AttributeType of the platform that a column of ours may have; dates and look-ups say more of themselves elsewhere. */
export const attributeTypes = {
  text: ['String', 'Memo'],
  guid: ['Uniqueidentifier'],
  boolean: ['Boolean'],
  integer: ['Integer'],
  bigint: ['BigInt'],
  decimal: ['Decimal', 'Double'],
  money: ['Money'],
  choice: ['Picklist', 'State', 'Status'],
} as const satisfies Partial<Readonly<Record<DataverseType, readonly string[]>>>;
