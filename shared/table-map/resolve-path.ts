import { dataverseTable } from './dataverse-table.ts';
import type { DataverseColumn } from './metadata/column-types.ts';
import type { DataverseType } from './table-map.ts';

/** A column at the end of a path over look-ups, and the table behind each look-up on the way. */
export interface ResolvedPath {
  readonly type: DataverseType;
  /** Tables that the column may point to, where it is a look-up itself. */
  readonly targets?: readonly string[];
  readonly over: readonly { readonly column: string; readonly table: string }[];
  readonly last: string;
}

/**
 * Follows a path such as `msdyn_project.msdyn_projectnumber` through our metadata. A look-up on the way that may point
 * to several tables cannot be followed: its navigation property (`customerid_account`) can.
 *
 * @throws Error naming the table and the part that it does not have.
 */
export function resolvePath(table: string, path: string): ResolvedPath {
  const parts = path.split('.');
  const last = parts.pop() ?? path;
  const over: { column: string; table: string }[] = [];
  let current = table;
  for (const part of parts) {
    const column = columnOf(current, part);
    const target = typeof column === 'string' ? undefined : column.lookup;
    const [only, ...others] = target ?? [];
    if (only === undefined || others.length > 0)
      throw new Error(`${path}: ${part} of ${current} is no look-up to one table.`);
    over.push({ column: part, table: only });
    current = only;
  }
  const column = columnOf(current, last);
  if (typeof column === 'string') return { type: column, over, last };
  return { type: 'lookup', targets: column.lookup, over, last };
}

function columnOf(table: string, column: string): DataverseColumn {
  const found = dataverseTable(table).columns[column];
  if (found === undefined) throw new Error(`Our metadata knows no column ${column} of ${table}.`);
  return found;
}
