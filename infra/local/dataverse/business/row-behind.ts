import type { Database } from '../store/database.ts';
import type { StoredRow, StoredValue } from '../store/row.ts';

/** The row that a look-up points to. */
export const rowBehind = (database: Database, value: StoredValue | undefined): StoredRow | undefined =>
  value !== null && typeof value === 'object' ? database.rows(value.table).get(value.id) : undefined;
