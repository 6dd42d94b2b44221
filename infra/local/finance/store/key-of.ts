import type { Entity } from '../schema/entity.ts';
import type { Values } from './stored-row.ts';

/**
 * Finds a row in its table. Text compares without regard to case (assumed: the database's usual collation).
 */
export const keyOf = (entity: Entity, values: Values): string =>
  entity.key.map((name) => (values[name] ?? '').toLowerCase()).join('\u0000');
