import type { Table } from '../schema/table.ts';
import type { StoredRow } from './row.ts';

/** The primary key of a stored row. */
export function rowId(table: Table, row: StoredRow): string {
  const id = row[table.id];
  if (typeof id !== 'string') throw new Error(`A row of ${table.name} has no id`);
  return id;
}
