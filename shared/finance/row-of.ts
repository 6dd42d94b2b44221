import { columnValue } from '../odata/column-value.ts';
import type { JsonObject } from '../odata/read-page.ts';
import type { Row } from '../odata/value.ts';
import type { ReadRow } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';

/** A row as it came, with its whole key and the asked columns. */
export function rowOf(table: TableRef, columns: readonly string[], row: JsonObject): ReadRow {
  const etag = row['@odata.etag'];
  const pick = (names: readonly string[]): Row =>
    Object.fromEntries(names.map((name) => [name, columnValue(row[name])]));
  return {
    key: pick(Object.keys(table.key)),
    values: pick(columns),
    ...(typeof etag === 'string' ? { etag } : {}),
  };
}

/** `cross-company=true&$select=…`, the key included. */
export function selecting(table: TableRef, columns: readonly string[]): string {
  return `cross-company=true&$select=${[...new Set([...Object.keys(table.key), ...columns])].join(',')}`;
}
