import type { FinanceEntity, FinanceProperty } from './metadata/column-types.ts';
import { financeEntities } from './metadata/finance.ts';
import type { FinanceType } from './table-map.ts';

const entities: Readonly<Record<string, FinanceEntity>> = financeEntities;

/**
 * What our metadata knows of a Finance data entity, by its physical name.
 *
 * @throws Error when it does not know the entity.
 */
export function financeEntity(entity: string): FinanceEntity {
  const found = entities[entity];
  if (found === undefined) throw new Error(`Our metadata knows no Finance entity ${entity}.`);
  return found;
}

export const financeTypeOf = (property: FinanceProperty): FinanceType =>
  typeof property === 'string' ? property : 'enum';
