import { dataverseTable, learnColumn } from './dataverse-table.ts';
import { learnProperty } from './finance-entity.ts';
import type { ImportedMap } from './imported-map.ts';
import type { TableMap } from './table-map.ts';
import { TableMapError } from './table-map-error.ts';

/**
 * Adds the columns and properties that an imported map brings along to what our metadata knows, for this process.
 *
 * @throws TableMapError naming each whose table is not known, or that is known by another type.
 */
export function learnImported(
  map: TableMap,
  { columns, properties }: Pick<ImportedMap, 'columns' | 'properties'>,
): void {
  const faults = [
    ...Object.entries(columns).flatMap(([table, named]) =>
      Object.entries(named).flatMap(([name, column]) =>
        faultOf(() => {
          if (typeof column !== 'string') dataverseTable(column.lookup[0] ?? '');
          learnColumn(table, name, column);
        }),
      ),
    ),
    ...Object.entries(properties).flatMap(([name, property]) =>
      faultOf(() => learnProperty(map.finance.entity, name, property)),
    ),
  ];
  if (faults.length > 0) throw new TableMapError(map.name, faults);
}

function faultOf(learn: () => void): readonly string[] {
  try {
    learn();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
