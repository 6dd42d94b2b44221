import type { Accepted } from './accepted.ts';
import { dataverseTable, learnColumn } from './dataverse-table.ts';
import type { DataverseColumn } from './metadata/column-types.ts';

/**
 * Adds the columns that an installation has seen in its environment to what our metadata knows, for this process.
 *
 * @returns what is wrong, for a person: a table that is not known, or a column of another type than we know it by.
 */
export function learnColumns(columns: Accepted['columns']): readonly string[] {
  return Object.entries(columns).flatMap(([table, named]) =>
    Object.entries(named).flatMap(([name, type]) => {
      const column: DataverseColumn = typeof type === 'string' ? type : { lookup: [type.lookup] };
      try {
        if (typeof column !== 'string') dataverseTable(column.lookup[0] ?? '');
        learnColumn(table, name, column);
        return [];
      } catch (error) {
        return [error instanceof Error ? error.message : String(error)];
      }
    }),
  );
}
