import { entities } from '../schema/entities.ts';
import type { Store } from '../store/store.ts';

/** Whether a legal entity with this code exists. */
export function isKnownCompany(store: Store, code: string): boolean {
  const legalEntities = entities.get('LegalEntities');
  return legalEntities !== undefined && store.find(legalEntities, { LegalEntityId: code }) !== undefined;
}
