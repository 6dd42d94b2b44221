import type { Entity } from '../schema/entity.ts';
import type { StoredRow } from '../store/stored-row.ts';
import { keyPredicate } from './key-predicate.ts';
import type { Operation } from './operation.ts';
import { isCrossCompany } from './query-options.ts';
import type { Service } from './service.ts';

/**
 * Rows that a key in an address selects: one or none for a whole key, perhaps several when parts are missing. Without
 * `cross-company=true` rows of other companies than the user's are not seen.
 */
export function rowsByKey(
  service: Service,
  entity: Entity,
  keyText: string,
  operation: Operation,
): readonly StoredRow[] {
  const key = keyPredicate(entity, keyText);
  const everywhere = !entity.companySpecific || isCrossCompany(new URLSearchParams(operation.query));
  const visible = (row: StoredRow): boolean =>
    everywhere || row.values['dataAreaId'] === service.defaultCompany;
  if (entity.key.every((name) => name in key)) {
    const row = service.store.find(entity, key);
    return row !== undefined && visible(row) ? [row] : [];
  }
  const given = Object.entries(key);
  return [...service.store.rows(entity)].filter(
    (row) =>
      visible(row) && given.every(([name, value]) => row.values[name]?.toLowerCase() === value.toLowerCase()),
  );
}
