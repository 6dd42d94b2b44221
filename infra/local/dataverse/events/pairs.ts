import type { Column } from '../schema/column.ts';
import type { StoredRow } from '../store/row.ts';
import { formattedValue } from '../value/formatted-value.ts';
import type { RaisedEvent } from './raised-event.ts';
import { wireValue } from './wire-value.ts';

/** Collections of the context are lists of these. */
export interface Pair {
  readonly key: string;
  readonly value: unknown;
}

/** Lists of attributes and of their formatted texts. */
export const pairs = {
  /** Columns of the event's table, in the order of the names. */
  named: (event: RaisedEvent, names: ReadonlySet<string>): Column[] =>
    [...names].map((name) => event.table.columns.get(name)).filter((column) => column !== undefined),
  attributes: (columns: readonly Column[], row: StoredRow): Pair[] =>
    columns.map((column) => ({ key: column.name, value: wireValue(column, row[column.name]) })),
  formatted: (columns: readonly Column[], row: StoredRow): Pair[] =>
    columns.flatMap((column) => {
      const value = formattedValue(column, row[column.name] ?? null);
      return value === undefined ? [] : [{ key: column.name, value }];
    }),
} as const;
