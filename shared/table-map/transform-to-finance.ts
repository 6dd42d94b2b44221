import type { Row } from '../odata/value.ts';
import type { TableMap } from './table-map.ts';
import type { Transformed } from './transformed.ts';

/** A Dataverse row in the form of its Finance row. */
export function transformToFinance(_map: TableMap, _row: Row): Transformed {
  throw new Error('not yet');
}
