import { Big } from 'big.js';
import { recordFailedJob } from '../events/record-failed-job.ts';
import { schema } from '../schema/schema.ts';
import type { StoredRow, StoredValue } from '../store/row.ts';
import { secondsText } from '../value/seconds-text.ts';
import type { World } from '../world.ts';
import type { Caller } from '../write/caller.ts';
import { commit } from '../write/commit.ts';
import { createRow } from '../write/create-row.ts';
import { updateRow } from '../write/update-row.ts';
import { causedBy } from './caused-by.ts';
import { choices } from './choices.ts';
import { connectActuals } from './connect-actuals.ts';
import { rowBehind } from './row-behind.ts';
import { shortened } from './shortened.ts';

/**
 * Approves an expense and makes what it costs: a cost actual, and on a project with a contract, when the expense is
 * chargeable, an unbilled sales actual connected with it.
 */
export function approveExpense(world: World, caller: Caller, expenseId: string): void {
  const expenses = schema.byName.get('msdyn_expense');
  const actuals = schema.byName.get('msdyn_actual');
  const expense = world.database.rows('msdyn_expense').get(expenseId);
  if (expenses === undefined || actuals === undefined || expense === undefined) return;
  if (!world.behaviour.now.approvesExpenses) return;
  if (expense['msdyn_expensestatus'] === choices.expenseStatus.approved) return;
  const acting = causedBy(world, caller);
  if (world.behaviour.now.failsApprovals !== '') {
    const now = secondsText(world.now());
    recordFailedJob(world.database, {
      id: world.newId(),
      name: 'Approval of an expense',
      message: 'Update',
      table: 'msdyn_expense',
      row: expenseId,
      text: world.behaviour.now.failsApprovals,
      code: 0x80040265,
      createdOn: now,
      completedOn: now,
      caller: acting,
      owner: null,
    });
    return;
  }
  commit(world, acting, (transaction) => {
    updateRow(
      world,
      transaction,
      acting,
      expenses,
      expense,
      new Map([['msdyn_expensestatus', choices.expenseStatus.approved]]),
    );
    const values = actualOf(world, expense);
    const cost = createRow(
      world,
      transaction,
      acting,
      actuals,
      new Map<string, StoredValue>([...values, ['msdyn_transactiontypecode', choices.transactionType.cost]]),
    );
    const contract = rowBehind(world.database, expense['msdyn_project'])?.['msdyn_salesorderid'] ?? null;
    if (contract === null || expense['msdyn_billingtype'] !== choices.billingType.chargeable) return;
    const sales = createRow(
      world,
      transaction,
      acting,
      actuals,
      new Map<string, StoredValue>([
        ...values,
        ['msdyn_transactiontypecode', choices.transactionType.unbilledSales],
        ['msdyn_billingstatus', choices.billingStatus.unbilledSalesCreated],
        ['msdyn_salescontract', contract],
      ]),
    );
    connectActuals(world, transaction, acting, cost, sales);
  });
}

function actualOf(world: World, expense: StoredRow): Map<string, StoredValue> {
  const project = rowBehind(world.database, expense['msdyn_project']);
  const category = rowBehind(world.database, expense['msdyn_expensecategory']);
  const date = expense['msdyn_transactiondate'] ?? null;
  const amount = expense['msdyn_amount'] ?? null;
  const quantity = expense['msdyn_quantity'] ?? '1';
  return new Map<string, StoredValue>([
    ['msdyn_description', expense['msdyn_name'] ?? null],
    ['msdyn_externaldescription', shortened(expense['msdyn_externaldescription'])],
    ['msdyn_transactionclassification', choices.classification.expense],
    ['msdyn_billingtype', expense['msdyn_billingtype'] ?? null],
    ['msdyn_project', expense['msdyn_project'] ?? null],
    ['msdyn_task', expense['msdyn_task'] ?? null],
    ['msdyn_transactioncategory', category?.['msdyn_expensecategoryuid'] ?? null],
    ['msdyn_bookableresource', expense['msdyn_bookableresource'] ?? null],
    ['msdyn_unit', expense['msdyn_unit'] ?? null],
    ['msdyn_amount', amount],
    ['msdyn_quantity', quantity],
    ['msdyn_price', unitPrice(amount, quantity)],
    ['transactioncurrencyid', expense['transactioncurrencyid'] ?? null],
    ['msdyn_transactiondate', date],
    ['msdyn_documentdate', date],
    ['msdyn_accountingdate', date],
    ['msdyn_startdatetime', date],
    ['msdyn_enddatetime', date],
    ['msdyn_owningcompany', project?.['msdyn_owningcompany'] ?? null],
  ]);
}

const unitPrice = (amount: StoredValue, quantity: StoredValue): StoredValue =>
  typeof amount !== 'string' || typeof quantity !== 'string' || new Big(quantity).eq(0)
    ? amount
    : new Big(amount).div(quantity).round(4, Big.roundHalfUp).toFixed();
