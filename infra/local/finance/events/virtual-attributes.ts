import { LosslessNumber } from 'lossless-json';
import { isEmptyDate } from '../odata/instant.ts';
import { enumerations } from '../schema/enumerations.ts';
import type { Entity } from '../schema/entity.ts';
import type { Property } from '../schema/property.ts';
import type { Values } from '../store/stored-row.ts';

export interface Attribute {
  readonly key: string;
  readonly value: unknown;
}

/** First option of every enumeration on the virtual table. */
const firstOption = 200_000_000;
const optionSetValue = 'OptionSetValue:http://schemas.microsoft.com/xrm/2011/Contracts';

/**
 * A row as its virtual table in Dataverse shows it: every field as `mserp_<name>`, without guids (virtual tables have no
 * such column) and without empty dates.
 */
export function virtualAttributes(entity: Entity, values: Values): readonly Attribute[] {
  const attributes = Object.entries(entity.properties).flatMap(([name, property]): readonly Attribute[] => {
    const value = attributeValue(property, values[name] ?? '');
    return value === undefined ? [] : [{ key: `mserp_${name.toLowerCase()}`, value }];
  });
  const primary = entity.key.map((name) => values[name] ?? '').join('|');
  return [...attributes, { key: 'mserp_primaryfield', value: primary.slice(0, 255) }];
}

function attributeValue(property: Property, value: string): unknown {
  switch (property.type) {
    case 'Guid':
      return undefined;
    case 'Date':
    case 'UtcDateTime':
      return isEmptyDate(value)
        ? undefined
        : `/Date(${Date.parse(property.type === 'Date' ? value.slice(0, 10) : value)})/`;
    case 'Real':
    case 'Int32':
    case 'Int64':
      return new LosslessNumber(value);
    case 'Enum':
      return { __type: optionSetValue, Value: firstOption + memberNumber(property, value) };
    case 'String':
      return value;
  }
}

function memberNumber(property: Property, value: string): number {
  const members: readonly string[] =
    property.enumeration === undefined ? [] : enumerations[property.enumeration];
  return Math.max(0, members.indexOf(value));
}
