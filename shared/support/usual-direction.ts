import type { Direction } from '../table-map/direction.ts';
import type { TableMap } from '../table-map/table-map.ts';

/** The direction in which a record is looked at where nobody says which. */
export const usualDirection = (map: TableMap): Direction =>
  map.toFinance !== undefined && (map.identity === 'dataverse' || map.toDataverse === undefined)
    ? 'to-finance'
    : 'to-dataverse';
