import type { Row } from '../odata/value.ts';
import type { TableMap } from './table-map.ts';
import type { Transformed } from './transformed.ts';

/** A Finance row in the form of its Dataverse row. */
export function transformToDataverse(_map: TableMap, _row: Row): Transformed {
  throw new Error('not yet');
}
