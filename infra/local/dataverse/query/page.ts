import type { Table } from '../schema/table.ts';
import type { StoredRow } from '../store/row.ts';
import { refusals } from '../web/refusals.ts';
import { rowId } from '../store/row-id.ts';

export interface Page {
  readonly rows: readonly StoredRow[];
  /** Where the next page begins; undefined on the last. */
  readonly next?: string;
}

/**
 * Cuts a page. The token names the last row of the page before, so that a row deleted meanwhile moves nothing; its
 * place is used when that very row is gone.
 * @throws WebApiError 400 for a token that was not made here.
 */
export function page(
  table: Table,
  rows: readonly StoredRow[],
  size: number,
  token: string | undefined,
): Page {
  const from = token === undefined ? 0 : startOf(table, rows, token);
  const cut = rows.slice(from, from + size);
  const last = cut.at(-1);
  if (last === undefined || from + size >= rows.length) return { rows: cut };
  return { rows: cut, next: `${from + size}~${rowId(table, last)}` };
}

function startOf(table: Table, rows: readonly StoredRow[], token: string): number {
  const match = /^(\d+)~([0-9a-f-]{36})$/.exec(token);
  if (match === null) throw refusals.badQuery('The skip token is not valid.');
  const last = rows.findIndex((row) => row[table.id] === match[2]);
  return last < 0 ? Number(match[1]) : last + 1;
}
