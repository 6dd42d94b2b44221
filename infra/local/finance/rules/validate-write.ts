import { validateWriteFailed } from '../odata/refusals.ts';
import type { Entity } from '../schema/entity.ts';
import type { Store } from '../store/store.ts';
import type { Values } from '../store/stored-row.ts';
import { billingTypeLabels } from './billing-type-labels.ts';
import type { LineProperties } from './line-properties.ts';
import { relations } from './relations.ts';
import { tableRules } from './table-rules.ts';
import { requireRelatedRow } from './related-row.ts';

/**
 * Checks of a write that need more than the row: relations that changed, and the line property of a staged actual.
 *
 * @throws Refusal with what the Infolog says.
 */
export function validateWrite(
  store: Store,
  lineProperties: LineProperties,
  entity: Entity,
  before: Values | undefined,
  after: Values,
): void {
  for (const relation of relations[entity.set]?.(after) ?? [])
    if (before?.[relation.name] !== after[relation.name]) requireRelatedRow(store, entity, after, relation);
  tableRules[entity.set]?.(store, entity, after);
  if (entity.set !== 'ProjActualsImports') return;
  const billingType = after['BillingType'] ?? '';
  if (lineProperties.exists(after['dataAreaId'] ?? '', billingType)) return;
  throw validateWriteFailed(
    entity,
    `Line property ${billingTypeLabels[billingType] ?? billingType} doesn't exist.`,
  );
}
