import { columnValue } from '../odata/column-value.ts';
import { isJsonObject } from '../odata/is-json-object.ts';
import type { JsonObject } from '../odata/read-page.ts';
import type { ODataValue } from '../odata/value.ts';
import type { ColumnPath } from './column-path.ts';

/** The value at the end of a path in an expanded row; null where a look-up on the way is empty. */
export function valueAt(row: JsonObject, { over, property }: ColumnPath): ODataValue {
  let current = row;
  for (const { navigation } of over) {
    const next = current[navigation];
    if (!isJsonObject(next)) return null;
    current = next;
  }
  return columnValue(current[property]);
}
