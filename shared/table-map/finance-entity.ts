import type { FinanceEntity, FinanceProperty } from './metadata/column-types.ts';
import { financeEntities } from './metadata/finance.ts';
import type { FinanceType } from './table-map.ts';

const entities: Readonly<Record<string, FinanceEntity>> = financeEntities;

/** Data entities that map files of this installation brought along. */
const added = new Map<string, FinanceEntity>();

/**
 * What our metadata knows of a Finance data entity, by its physical name.
 *
 * @throws Error when it does not know the entity.
 */
export function financeEntity(entity: string): FinanceEntity {
  const found = entities[entity] ?? added.get(entity);
  if (found === undefined) throw new Error(`Our metadata knows no Finance entity ${entity}.`);
  return found;
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

export const financeTypeOf = (property: FinanceProperty): FinanceType =>
  typeof property === 'string' ? property : 'enum';
