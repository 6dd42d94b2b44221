import { CounterpartError } from '../sync/counterpart-error.ts';
import type { RowKey, WriteValues } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { idOf } from './id-column.ts';
import type { WebApi } from './web-api.ts';
import { writeBody } from './write-body.ts';

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
  const request = {
    method: 'PATCH',
    path: `/${table.set}(${id})`,
    headers: { 'If-Match': '*' },
    body: await writeBody(api.known, table, values),
  } as const;
  const send = (): Promise<unknown> => api.ask(request, { does: 'update', table: table.table, id });
  try {
    await send();
  } catch (error) {
    if (!hasTakenKey(error)) throw error;
    await send().catch((again: unknown) => {
      throw hasTakenKey(again) ? rejected(again, table) : again;
    });
  }
}

const hasTakenKey = (error: unknown): error is CounterpartError =>
  error instanceof CounterpartError && error.details.kind === 'already-exists';

const rejected = (error: CounterpartError, table: TableRef): CounterpartError =>
  new CounterpartError(
    {
      ...error.details,
      kind: 'rejected',
      hint: `Another row of ${table.table} has the same alternate key: remove it or change its number, then replay.`,
    },
    { cause: error },
  );
