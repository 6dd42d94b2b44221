import type { Table } from '../schema/table.ts';
import type { Database } from '../store/database.ts';

/**
 * All rows of a table by logical column name, exact: bigint, decimal and money as decimal text without trailing
 * zeros, a look-up as the id it points to, dates as they are stored.
 */
export const flatRows = (
  database: Database,
  table: Table,
): Record<string, string | number | boolean | null>[] =>
  [...database.rows(table.name).all()].map((row) =>
    Object.fromEntries(
      [...table.columns.keys()].map((name) => {
        const value = row[name] ?? null;
        return [name, value !== null && typeof value === 'object' ? value.id : value];
      }),
    ),
  );
