import { entities } from '../schema/entities.ts';
import type { Entity } from '../schema/entity.ts';

/** A data entity that is known to exist. */
export function entityOf(set: string): Entity {
  const entity = entities.get(set);
  if (entity === undefined) throw new Error(`No data entity ${set}`);
  return entity;
}
