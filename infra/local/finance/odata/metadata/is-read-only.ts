import type { Entity } from '../../schema/entity.ts';

/** Whether OData refuses every write on the set. */
export const isReadOnly = (entity: Entity): boolean => entity.refuses.length === 3;
