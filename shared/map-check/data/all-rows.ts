import type { Counterpart, ReadRow } from '../../sync/counterpart.ts';
import type { Filter } from '../../table-map/filter.ts';
import type { TableRef } from '../../table-map/table-ref.ts';
import { when } from '../../table-map/when.ts';

/** Every row of a table that matches, page by page. @throws CounterpartError */
export async function* allRows(
  side: Counterpart,
  table: TableRef,
  columns: readonly string[],
  where: Filter = when.everything,
): AsyncIterable<ReadRow> {
  for await (const page of side.scan(table, where, undefined, undefined, columns)) yield* page;
}

/** A value as text; an empty one is the empty text. */
export const textOf = (value: ReadRow['values'][string] | undefined): string =>
  value === null || value === undefined ? '' : String(value);
