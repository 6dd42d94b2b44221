import type { Column } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';
import type { StoredRow } from '../store/row.ts';
import { refusals } from '../web/refusals.ts';
import { compare, comparableOf } from './comparable.ts';

export interface RowOrder {
  /** The columns of `$orderby`. */
  readonly columns: readonly Column[];
  compare(left: StoredRow, right: StoredRow): number;
}

/**
 * Reads `$orderby`; empty values come first.
 * @throws WebApiError 400 for a property that the table does not have.
 */
export function rowOrder(table: Table, orderBy: string | undefined): RowOrder {
  const terms = (orderBy?.split(',') ?? []).map((term) => {
    const [name = '', direction = 'asc', ...more] = term.trim().split(/\s+/);
    const column = table.properties.get(name);
    if (column === undefined) throw refusals.noSuchProperty(table, name);
    if (more.length > 0 || (direction !== 'asc' && direction !== 'desc'))
      throw refusals.badQuery(`Syntax error in $orderby: '${term}'.`);
    return { column, sign: direction === 'asc' ? 1 : -1 };
  });
  return {
    columns: terms.map(({ column }) => column),
    compare(left, right) {
      for (const { column, sign } of terms) {
        const a = comparableOf(column, left[column.name]);
        const b = comparableOf(column, right[column.name]);
        const order = a === null || b === null ? Number(b === null) - Number(a === null) : compare(a, b);
        if (order !== 0) return sign * order;
      }
      return 0;
    },
  };
}
