import type { Row } from '../odata/value.ts';
import { canonicalKey } from './canonical-key.ts';
import type { TableMap } from './table-map.ts';

/** Canonical text of a row's Finance key; undefined where a part of it is not known. */
export const wholeKey = (map: TableMap, key: Row): string | undefined =>
  Object.keys(map.finance.key).every((column) => key[column] !== undefined)
    ? canonicalKey(key, map.finance.key)
    : undefined;
