import type { FinanceEntity, FinanceProperty } from './metadata/column-types.ts';
import { financeEntities } from './metadata/finance.ts';
import type { FinanceType } from './table-map.ts';

const entities: Readonly<Record<string, FinanceEntity>> = financeEntities;

/** Data entities that map files of this installation brought along. */
const added = new Map<string, FinanceEntity>();

/** Properties that this installation told us of at start, by entity. */
const learned = new Map<string, Record<string, FinanceProperty>>();

/**
 * What our metadata knows of a Finance data entity, by its physical name.
 *
 * @throws Error when it does not know the entity.
 */
export function financeEntity(entity: string): FinanceEntity {
  const found = entities[entity] ?? added.get(entity);
  if (found === undefined) throw new Error(`Our metadata knows no Finance entity ${entity}.`);
  const more = learned.get(entity);
  return more === undefined ? found : { ...found, properties: { ...found.properties, ...more } };
}

/**
 * Adds a data entity of this installation, for its own table map.
 *
 * @throws Error when an entity of this name is known.
 */
export function addFinanceEntity(name: string, entity: FinanceEntity): void {
  if (entities[name] !== undefined) throw new Error(`The Finance entity ${name} is known already.`);
  added.set(name, entity);
}

/**
 * Adds a property that no public source names, but this installation's environment has.
 *
 * @throws Error when the entity is not known, or the property is known by another type.
 */
export function learnProperty(entity: string, name: string, property: FinanceProperty): void {
  const known = financeEntity(entity).properties[name];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(property))
    throw new Error(
      `${name} of ${entity} is known as ${JSON.stringify(known)} and cannot be ${JSON.stringify(property)}.`,
    );
  learned.set(entity, { ...learned.get(entity), [name]: property });
}

/** Type of a property, whichever enumeration it is. */
export const financeTypeOf = (property: FinanceProperty): FinanceType =>
  typeof property === 'string' ? property : 'enum';
