import { enumerations } from '../schema/enumerations.ts';
import type { Entity } from '../schema/entity.ts';
import type { Property } from '../schema/property.ts';
import type { Values } from './stored-row.ts';

export const emptyGuid = '00000000-0000-0000-0000-000000000000';
export const emptyDate = '1900-01-01T12:00:00Z';
export const emptyDateTime = '1900-01-01T00:00:00Z';

/** What a field holds that nobody filled in; Finance has no null. */
export function emptyValue(property: Property): string {
  switch (property.type) {
    case 'String':
      return '';
    case 'Enum':
      return property.enumeration === undefined ? '' : enumerations[property.enumeration][0];
    case 'Real':
    case 'Int32':
    case 'Int64':
      return '0';
    case 'Guid':
      return emptyGuid;
    case 'Date':
      return emptyDate;
    case 'UtcDateTime':
      return emptyDateTime;
  }
}

const known = new WeakMap<Entity, Values>();

/** A new row of an entity before anything is filled in. */
export function emptyValues(entity: Entity): Values {
  const cached = known.get(entity);
  if (cached !== undefined) return cached;
  const values = Object.fromEntries(
    Object.entries(entity.properties).map(([name, property]) => [name, emptyValue(property)]),
  );
  known.set(entity, values);
  return values;
}
