import { CounterpartError } from '../sync/counterpart-error.ts';
import type { WriteValues } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import type { DataverseCall } from './dataverse-error.ts';
import type { WebApi } from './web-api.ts';
import { writeBody } from './write-body.ts';

export interface RowPatch {
  readonly does: Extract<DataverseCall['does'], 'create' | 'update'>;
  readonly id: string;
  /** `If-None-Match: *` makes a row and never changes one, `If-Match: *` the reverse. */
  readonly condition: 'If-None-Match' | 'If-Match';
  readonly values: WriteValues;
}

/** Prepares one `PATCH` of a row, which may be sent again as it is. */
export async function patchRow(
  api: WebApi,
  table: TableRef,
  { does, id, condition, values }: RowPatch,
): Promise<() => Promise<unknown>> {
  const request = {
    method: 'PATCH',
    path: `/${table.set}(${id})`,
    headers: { [condition]: '*' },
    body: await writeBody(api.known, table, values),
  } as const;
  return () => api.ask(request, { does, table: table.table, id });
}

/** Whether a write was refused because the id, or an alternate key, is another row's. */
export const isTaken = (error: unknown): error is CounterpartError =>
  error instanceof CounterpartError && error.details.kind === 'already-exists';

/** What a refusal for a taken alternate key is to a person, once repeating it did not help. */
export const keyTaken = (error: CounterpartError, table: TableRef): CounterpartError =>
  new CounterpartError(
    {
      ...error.details,
      kind: 'rejected',
      cause: 'key-taken',
      hint: `Another row of ${table.table} has the same alternate key: remove it or change its number, then replay.`,
    },
    { cause: error },
  );
