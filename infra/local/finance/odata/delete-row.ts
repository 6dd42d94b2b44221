import type { Entity } from '../schema/entity.ts';
import { noContent, type Answer } from './answer.ts';
import type { Operation } from './operation.ts';
import { setRefuses } from './refusals.ts';
import { refuses } from './refuses.ts';
import { rowForUpdate } from './row-for-update.ts';
import type { Service } from './service.ts';

/** Answers `DELETE Set(key)`. @throws Refusal when there is no such row, or another one still needs it. */
export function deleteRow(service: Service, entity: Entity, key: string, operation: Operation): Answer {
  if (refuses(service, entity, 'delete')) throw setRefuses(entity, 'delete');
  const row = rowForUpdate(service, entity, key, operation);
  service.validateDelete(entity, row.values);
  service.store.remove(entity, row);
  return noContent();
}
