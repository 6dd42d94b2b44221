import type { Entity } from '../schema/entity.ts';
import { internalTables } from '../schema/internal-tables.ts';

/** @throws Error when there is no such table. */
export function internalTable(name: string): Entity {
  const table = internalTables.get(name);
  if (table === undefined) throw new Error(`No internal table ${name}`);
  return table;
}
