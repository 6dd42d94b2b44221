import type { Table } from '../schema/table.ts';
import type { StoredRow, StoredValue } from '../store/row.ts';
import { refusals } from '../web/refusals.ts';
import type { Submitted } from './submitted.ts';

/**
 * The status reason that goes with a new state: the first of that state, unless the request names one.
 * @throws WebApiError 400 when state and status reason do not fit.
 */
export function checkStatus(table: Table, submitted: Submitted, row: StoredRow): Record<string, StoredValue> {
  const statuses = table.columns.get('statuscode')?.options;
  if (statuses === undefined || (!submitted.has('statecode') && !submitted.has('statuscode'))) return {};
  const state = Number(row['statecode']);
  if (!submitted.has('statuscode') || submitted.get('statuscode') === null)
    return { statuscode: statuses.find((option) => option.state === state)?.value ?? null };
  const status = Number(row['statuscode']);
  if (!statuses.some((option) => option.value === status && option.state === state))
    throw refusals.statusNotOfState(status, state, table);
  return {};
}
