import { notInRelatedTable } from '../odata/refusals.ts';
import { entities } from '../schema/entities.ts';
import type { Entity } from '../schema/entity.ts';
import type { Store } from '../store/store.ts';
import type { Values } from '../store/stored-row.ts';

/** The field `name` of `entity` must, unless it is empty, point to a row of another set. */
export interface Relation {
  readonly name: string;
  readonly set: string;
  readonly key: Values;
}

/** @throws Refusal when the row that the field points to does not exist. */
export function requireRelatedRow(store: Store, entity: Entity, values: Values, relation: Relation): void {
  const value = values[relation.name] ?? '';
  const related = entities.get(relation.set);
  if (value === '' || related === undefined || store.find(related, relation.key) !== undefined) return;
  throw notInRelatedTable(entity, relation.name, value, related.label);
}
