import { columnsToRead } from '../../shared/table-map/columns-to-read.ts';
import type { Registry } from '../../shared/table-map/registry.ts';
import type { Step } from './dataverse/step.ts';

/**
 * The asynchronous steps that a real registration would have: create, update and delete of every table that a map
 * sends, an update only when a column that we read is in the request.
 */
export function dataverseSteps(maps: Registry): Step[] {
  return maps
    .all()
    .filter((map) => map.toFinance !== undefined)
    .flatMap((map): Step[] => {
      const columns = columnsToRead(map, 'to-finance').map((path) => path.split('.')[0] ?? path);
      const { table } = map.dataverse;
      return [
        { table, message: 'Create' },
        { table, message: 'Update', filteringAttributes: [...new Set(columns)] },
        { table, message: 'Delete' },
      ];
    });
}
