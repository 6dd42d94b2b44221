import type { Registry } from '../../shared/table-map/registry.ts';
import { watchedColumns } from '../../shared/table-map/watched-columns.ts';
import type { Step } from './dataverse/step.ts';

/**
 * The asynchronous steps that a real registration would have: create, update and delete of every table that a map
 * sends, an update only when a column that we read is in the request.
 */
export function dataverseSteps(maps: Registry): Step[] {
  return maps
    .all()
    .filter((map) => map.toFinance !== undefined)
    .flatMap((map): Step[] => [
      { table: map.dataverse.table, message: 'Create' },
      { table: map.dataverse.table, message: 'Update', filteringAttributes: [...watchedColumns(map)] },
      { table: map.dataverse.table, message: 'Delete' },
    ]);
}
