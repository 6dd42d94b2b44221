import type { RowKey, WriteValues } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { idOf } from './id-column.ts';
import { isTaken, keyTaken, patchRow } from './patch-row.ts';
import type { WebApi } from './web-api.ts';

/**
 * Changes a row: `PATCH` with `If-Match: *`, without which a deleted row would come back. When another row with the
 * same alternate key is just being written (412 0x80060892) the same request is repeated once.
 *
 * @throws CounterpartError `missing` when the row is not there.
 */
export async function updateRow(
  api: WebApi,
  table: TableRef,
  key: RowKey,
  values: WriteValues,
): Promise<void> {
  const id = idOf(table, key);
  const send = await patchRow(api, table, { does: 'update', id, condition: 'If-Match', values });
  try {
    await send();
  } catch (error) {
    if (!isTaken(error)) throw error;
    await send().catch((again: unknown) => {
      throw isTaken(again) ? keyTaken(again, table) : again;
    });
  }
}
