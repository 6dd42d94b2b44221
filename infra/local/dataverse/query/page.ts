import { z } from 'zod';
import type { Table } from '../schema/table.ts';
import { rowId } from '../store/row-id.ts';
import type { StoredRow } from '../store/row.ts';
import { refusals } from '../web/refusals.ts';
import type { RowOrder } from './row-order.ts';

export interface Page {
  readonly rows: readonly StoredRow[];
  /** Where the next page begins; undefined on the last. */
  readonly next?: string;
}

const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.object({ table: z.string(), id: z.string() }),
]);
const cookie = z.record(z.string(), value);

/**
 * Cuts a page. As the platform's paging cookie, the token holds the values by which the last row was ordered, so rows
 * that come or go meanwhile shift nothing; rows that are equal otherwise are ordered by id.
 * @throws WebApiError 400 for a token that was not made here.
 */
export function page(
  table: Table,
  rows: readonly StoredRow[],
  order: RowOrder,
  size: number,
  token: string | undefined,
): Page {
  if (token === undefined && rows.length <= size)
    return { rows: [...rows].sort((a, b) => order.compare(a, b)) };
  const byId = (left: StoredRow, right: StoredRow): number =>
    order.compare(left, right) || (rowId(table, left) < rowId(table, right) ? -1 : 1);
  const after = token === undefined ? undefined : readToken(table, token);
  const left = after === undefined ? rows : rows.filter((row) => isAfter(table, order, row, after));
  const cut = left.toSorted(byId).slice(0, size);
  const last = cut.at(-1);
  return last === undefined || left.length <= size
    ? { rows: cut }
    : { rows: cut, next: writeToken(table, order, last) };
}

function isAfter(table: Table, order: RowOrder, row: StoredRow, last: StoredRow): boolean {
  const compared = order.compare(row, last);
  return compared === 0 ? rowId(table, row) > rowId(table, last) : compared > 0;
}

function writeToken(table: Table, order: RowOrder, row: StoredRow): string {
  const names = [table.id, ...order.columns.map((column) => column.name)];
  const values = Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function readToken(table: Table, token: string): StoredRow {
  try {
    const row = cookie.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
    rowId(table, row);
    return row;
  } catch {
    throw refusals.badQuery('The skip token is not valid.');
  }
}
