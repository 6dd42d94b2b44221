import { dataverseTable } from './dataverse-table.ts';
import { resolvePath } from './resolve-path.ts';
import type { TableRef } from './table-ref.ts';

/**
 * A Dataverse table as the adapter addresses it: all columns that our metadata knows.
 *
 * @param paths paths over look-ups whose types are wanted besides.
 * @throws Error when our metadata does not know the table or a path.
 */
export function dataverseTableRef(table: string, paths: readonly string[] = []): TableRef {
  const { set, id, columns } = dataverseTable(table);
  const names = [...new Set([...Object.keys(columns), ...paths])];
  return {
    table,
    set,
    key: { [id]: 'guid' },
    columns: Object.fromEntries(names.map((name) => [name, resolvePath(table, name).type])),
  };
}
