import { giveNumber } from '../business/give-number.ts';
import type { Table } from '../schema/table.ts';
import type { StoredRow, StoredValue } from '../store/row.ts';
import type { Transaction } from '../store/transaction.ts';
import { secondsText } from '../value/seconds-text.ts';
import { refusals } from '../web/refusals.ts';
import type { World } from '../world.ts';
import type { Caller } from './caller.ts';
import { checkStatus } from './check-status.ts';
import { computedColumns } from './computed-columns.ts';
import type { Submitted } from './submitted.ts';

/**
 * Makes a row with the platform's defaults.
 * @returns its id.
 * @throws WebApiError 412 0x80040237 when the id is taken, 0x80060892 when an alternate key is, 400 0x80040265 when a
 *   business process refuses the row.
 */
export function createRow(
  world: World,
  transaction: Transaction,
  caller: Caller,
  table: Table,
  submitted: Submitted,
): string {
  const id = textOr(submitted.get(table.id), () => world.newId());
  if (world.database.rows(table.name).get(id) !== undefined) throw refusals.duplicateId();
  const row: Record<string, StoredValue> = {};
  for (const column of table.columns.values())
    row[column.name] = submitted.get(column.name) ?? column.defaultValue ?? null;
  Object.assign(row, byPlatform(world, caller, table, row), { [table.id]: id });
  Object.assign(row, giveNumber(world, table, row));
  Object.assign(row, checkStatus(table, submitted, row));
  Object.assign(row, computedColumns(world.database, table, row));
  const names = [...submitted.keys()];
  world.beforeWrite(caller, { message: 'Create', table, after: row, submitted: names });
  transaction.create(table, id, row, names);
  return id;
}

function byPlatform(world: World, caller: Caller, table: Table, row: StoredRow): Record<string, StoredValue> {
  const user = { table: 'systemuser', id: caller.userId };
  const now = secondsText(world.now());
  const values: Record<string, StoredValue> = {
    createdon: now,
    createdby: user,
    modifiedon: now,
    modifiedby: user,
    versionnumber: world.database.nextVersion(),
  };
  if (table.owned === 'user') {
    values['ownerid'] = row['ownerid'] ?? user;
    const businessUnit = world.database.rows('businessunit').first();
    if (businessUnit !== undefined)
      values['owningbusinessunit'] = { table: 'businessunit', id: textOf(businessUnit['businessunitid']) };
  }
  // Money without a currency gets the organization's own, which is the first one.
  if (table.columns.has('exchangerate') && table.columns.has('transactioncurrencyid')) {
    const first = world.database.rows('transactioncurrency').first();
    if (first !== undefined && table.name !== 'transactioncurrency')
      values['transactioncurrencyid'] = row['transactioncurrencyid'] ?? {
        table: 'transactioncurrency',
        id: textOf(first['transactioncurrencyid']),
      };
  }
  return values;
}

/** A stored id as text. */
const textOf = (value: StoredValue | undefined): string => (typeof value === 'string' ? value : '');

const textOr = (value: StoredValue | undefined, otherwise: () => string): string =>
  typeof value === 'string' ? value : otherwise();
