import type { Table } from '../schema/table.ts';
import type { StoredRow } from '../store/row.ts';
import { refusals } from '../web/refusals.ts';
import { compare, comparableOf } from './comparable.ts';

/** Sorts by `$orderby`; empty values come first, equal rows keep their order. */
export function orderRows(table: Table, rows: readonly StoredRow[], orderBy: string): StoredRow[] {
  const terms = orderBy.split(',').map((term) => {
    const [name = '', direction = 'asc', ...more] = term.trim().split(/\s+/);
    const column = table.properties.get(name);
    if (column === undefined) throw refusals.noSuchProperty(table, name);
    if (more.length > 0 || (direction !== 'asc' && direction !== 'desc'))
      throw refusals.badQuery(`Syntax error in $orderby: '${term}'.`);
    return { column, sign: direction === 'asc' ? 1 : -1 };
  });
  return [...rows].sort((left, right) => {
    for (const { column, sign } of terms) {
      const a = comparableOf(column, left[column.name]);
      const b = comparableOf(column, right[column.name]);
      const order = a === null || b === null ? Number(b === null) - Number(a === null) : compare(a, b);
      if (order !== 0) return sign * order;
    }
    return 0;
  });
}
