import { columnValue } from '../odata/column-value.ts';
import type { JsonObject } from '../odata/read-page.ts';
import type { ReadRow } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { columnPath, type ColumnPath } from './column-path.ts';
import { idColumn } from './id-column.ts';
import type { Relationships } from './relationships.ts';
import { selectAndExpand } from './select-and-expand.ts';
import { valueAt } from './value-at.ts';

/** How columns of a table are asked for, and found in the answer. */
export interface Projection {
  /** `$select=…&$expand=…` */
  readonly query: string;
  readonly rowOf: (row: JsonObject) => ReadRow;
}

/** @throws UnknownColumnError, and CounterpartError when the environment's definitions cannot be read. */
export async function projection(
  known: Relationships,
  table: TableRef,
  columns: readonly string[],
): Promise<Projection> {
  const id = idColumn(table);
  const paths: readonly ColumnPath[] = await Promise.all(
    columns.map((column) => columnPath(known, table, column)),
  );
  return {
    query: selectAndExpand(id, paths),
    rowOf: (row) => {
      const etag = row['@odata.etag'];
      return {
        key: { [id]: String(columnValue(row[id])).toLowerCase() },
        values: Object.fromEntries(paths.map((path) => [path.path, valueAt(row, path)])),
        ...(typeof etag === 'string' ? { etag } : {}),
      };
    },
  };
}
