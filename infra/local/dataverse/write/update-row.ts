import type { Table } from '../schema/table.ts';
import type { StoredRow, StoredValue } from '../store/row.ts';
import type { Transaction } from '../store/transaction.ts';
import { secondsText } from '../value/seconds-text.ts';
import type { World } from '../world.ts';
import type { Caller } from './caller.ts';
import { checkStatus } from './check-status.ts';
import { computedColumns } from './computed-columns.ts';
import type { Submitted } from './submitted.ts';
import { rowId } from '../store/row-id.ts';

/** Changes the submitted columns. A row whose values stay the same still counts as updated and gets a new version. */
export function updateRow(
  world: World,
  transaction: Transaction,
  caller: Caller,
  table: Table,
  before: StoredRow,
  submitted: Submitted,
): void {
  const names = [...submitted.keys()];
  const row: Record<string, StoredValue> = { ...before, ...Object.fromEntries(submitted) };
  // The platform never leaves money without a currency.
  if (row['transactioncurrencyid'] === null)
    row['transactioncurrencyid'] = before['transactioncurrencyid'] ?? null;
  row['modifiedon'] = secondsText(world.now());
  row['modifiedby'] = { table: 'systemuser', id: caller.userId };
  row['versionnumber'] = world.database.nextVersion();
  Object.assign(row, checkStatus(table, submitted, row));
  Object.assign(row, computedColumns(world.database, table, row));
  world.beforeWrite(caller, { message: 'Update', table, after: row, submitted: names });
  transaction.update(table, rowId(table, before), before, row, names);
}
