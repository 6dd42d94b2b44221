import type { Behaviour } from '../sandbox/behaviour.ts';
import type { Entity } from '../schema/entity.ts';
import type { Values } from '../store/stored-row.ts';
import { readValue } from './read-value.ts';
import { nullRefused, unknownProperty } from './refusals.ts';

/**
 * Canonical values of the properties in a JSON object; annotations (`@odata.…`) are ignored.
 *
 * @throws Refusal on an unknown property or a value that does not fit.
 */
export function readRow(entity: Entity, row: object, nullEnum: Behaviour['nullEnum'] = 'empties'): Values {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(row)) {
    if (name.includes('@')) continue;
    const property = Object.hasOwn(entity.properties, name) ? entity.properties[name] : undefined;
    if (property === undefined) throw unknownProperty(entity, name);
    if (value === null && property.type === 'Enum' && nullEnum === 'refused')
      throw nullRefused(name, property);
    values[name] = readValue(name, property, value, entity.key.includes(name));
  }
  return values;
}
