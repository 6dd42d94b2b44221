import { readPage } from '../odata/read-page.ts';
import type { RowKey, WriteValues } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { idColumn, idOf } from './id-column.ts';
import { isTaken, keyTaken, patchRow } from './patch-row.ts';
import type { WebApi } from './web-api.ts';

/**
 * Makes a row under its id: `PATCH` with `If-None-Match: *`. The same 412 says that the id is taken, that another row
 * has the same alternate key, or that somebody inserts it at this very moment: the id is looked up, and where it is
 * free the same request is repeated once.
 *
 * @throws CounterpartError `already-exists` only when the id is taken; `rejected` when another row has the key.
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/perform-conditional-operations-using-web-api
 */
export async function createRow(
  api: WebApi,
  table: TableRef,
  key: RowKey,
  values: WriteValues,
): Promise<void> {
  const id = idOf(table, key);
  const send = await patchRow(api, table, { does: 'create', id, condition: 'If-None-Match', values });
  try {
    await send();
  } catch (error) {
    if (!isTaken(error) || (await exists(api, table, id))) throw error;
    await repeat(send, api, table, id);
  }
}

async function repeat(send: () => Promise<unknown>, api: WebApi, table: TableRef, id: string): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!isTaken(error) || (await exists(api, table, id))) throw error;
    throw keyTaken(error, table);
  }
}

async function exists(api: WebApi, table: TableRef, id: string): Promise<boolean> {
  const column = idColumn(table);
  const path = `/${table.set}?$select=${column}&$filter=${encodeURIComponent(`${column} eq ${id}`)}`;
  const answer = await api.ask({ method: 'GET', path }, { does: 'read', table: table.table });
  return readPage(answer.text).rows.length > 0;
}
