import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';
import { options } from './options.ts';

export const msdynExpense = defineTable({
  name: 'msdyn_expense',
  set: 'msdyn_expenses',
  id: 'msdyn_expenseid',
  primaryName: 'msdyn_name',
  owned: 'user',
  columns: {
    msdyn_name: columnOf.text(100),
    msdyn_externaldescription: columnOf.memo(2000),
    msdyn_transactiondate: columnOf.timeZoneIndependent(),
    msdyn_quantity: columnOf.decimal(10),
    msdyn_price: columnOf.money(),
    msdyn_amount: columnOf.money(),
    msdyn_salestaxamount: columnOf.money(),
    msdyn_totalamount: columnOf.money(),
    msdyn_expensestatus: columnOf.choice(options.expenseStatus, { defaultValue: 192350000 }),
    msdyn_billingtype: columnOf.choice(options.billingType, { assumed: true }),
    msdyn_project: columnOf.lookup('msdyn_project', 'msdyn_Project'),
    msdyn_task: columnOf.lookup('msdyn_projecttask', 'msdyn_Task', { assumed: true }),
    msdyn_expensecategory: columnOf.lookup('msdyn_expensecategory', 'msdyn_ExpenseCategory'),
    msdyn_unit: columnOf.lookup('uom', 'msdyn_Unit'),
    msdyn_bookableresource: columnOf.lookup('bookableresource', 'msdyn_bookableresource'),
  },
});
