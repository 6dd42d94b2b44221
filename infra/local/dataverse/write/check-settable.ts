import type { Table } from '../schema/table.ts';
import { refusals } from '../web/refusals.ts';
import type { Submitted } from './submitted.ts';

/** @throws WebApiError 400 when a request sets a column that only the platform sets. */
export function checkSettable(table: Table, submitted: Submitted, by: 'creatable' | 'updatable'): void {
  for (const name of submitted.keys()) {
    const column = table.columns.get(name);
    if (column !== undefined && !column[by]) throw refusals.notSettable(table, column);
  }
}
