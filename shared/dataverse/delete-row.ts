import { CounterpartError } from '../sync/counterpart-error.ts';
import type { RowKey } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { idOf } from './id-column.ts';
import type { WebApi } from './web-api.ts';

/** Deletes a row by its id. @returns `absent` when it was not there. */
export async function deleteRow(api: WebApi, table: TableRef, key: RowKey): Promise<'deleted' | 'absent'> {
  const id = idOf(table, key);
  try {
    await api.ask(
      { method: 'DELETE', path: `/${table.set}(${id})` },
      { does: 'delete', table: table.table, id },
    );
    return 'deleted';
  } catch (error) {
    if (error instanceof CounterpartError && error.details.kind === 'missing') return 'absent';
    throw error;
  }
}
