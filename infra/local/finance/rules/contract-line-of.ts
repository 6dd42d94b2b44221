import { entities } from '../schema/entities.ts';
import type { Store } from '../store/store.ts';
import type { StoredRow, Values } from '../store/stored-row.ts';

/** The contract line of its company that a milestone names by ContractLineId. */
export function contractLineOf(store: Store, milestone: Values): StoredRow | undefined {
  const lines = entities.get('ProjectContractLines');
  const id = (milestone['ContractLineId'] ?? '').toLowerCase();
  if (lines === undefined || id === '') return undefined;
  for (const row of store.rows(lines))
    if (
      row.values['dataAreaId'] === milestone['dataAreaId'] &&
      row.values['ContractLineId']?.toLowerCase() === id
    )
      return row;
  return undefined;
}
