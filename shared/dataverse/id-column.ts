import { UnfitValueError } from '../odata/unfit-value-error.ts';
import { literal } from '../odata/literal.ts';
import type { RowKey } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';

/** The one guid column that keys a Dataverse table. */
export function idColumn(table: TableRef): string {
  const [id, ...others] = Object.keys(table.key);
  if (id === undefined || others.length > 0)
    throw new UnfitValueError(table.table, 'a Dataverse table is keyed by its one id column');
  return id;
}

/** @throws UnfitValueError when the key holds no guid. */
export function idOf(table: TableRef, key: RowKey): string {
  const column = idColumn(table);
  return literal(column, 'guid', key[column] ?? '');
}
