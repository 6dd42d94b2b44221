import { columnsToRead } from './columns-to-read.ts';
import { dataverseTable } from './dataverse-table.ts';
import type { TableMap } from './table-map.ts';

/**
 * Columns of a map's Dataverse table whose change concerns the map: what a plug-in step on Update names as its
 * filtering attributes. A path counts as the look-up that it starts with.
 */
export function watchedColumns(map: TableMap): readonly string[] {
  const { columns } = dataverseTable(map.dataverse.table);
  const attributes = columnsToRead(map, 'to-finance').map((path) => {
    const [first = path] = path.split('.');
    const column = columns[first];
    return typeof column === 'object' ? (column.column ?? first) : first;
  });
  return [...new Set(attributes)];
}
