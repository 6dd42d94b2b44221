import type { DataverseTable } from '../column-types.ts';
import { currency, owningCompany, state } from './shared-columns.ts';

/** Expense categories and expenses. */
export const expense = {
  msdyn_expensecategory: {
    set: 'msdyn_expensecategories',
    id: 'msdyn_expensecategoryid',
    columns: {
      msdyn_expensecategoryid: 'guid',
      msdyn_name: 'text',
      msdyn_expensetype: 'choice',
      msdyn_expensecategoryuid: { lookup: ['msdyn_transactioncategory'] },
      ...owningCompany,
      ...state,
    },
  },
  msdyn_expense: {
    set: 'msdyn_expenses',
    id: 'msdyn_expenseid',
    columns: {
      msdyn_expenseid: 'guid',
      msdyn_transactiondate: 'time-zone-independent', // type assumed(expense-columns)
      msdyn_quantity: 'decimal',
      msdyn_amount: 'money',
      msdyn_salestaxamount: 'money',
      msdyn_totalamount: 'money',
      msdyn_externaldescription: 'text',
      msdyn_expensestatus: 'choice',
      msdyn_billingtype: 'choice', // assumed(expense-columns)
      msdyn_project: { lookup: ['msdyn_project'] },
      msdyn_task: { lookup: ['msdyn_projecttask'] }, // assumed(expense-columns)
      msdyn_expensecategory: { lookup: ['msdyn_expensecategory'] },
      ...currency,
      ...state,
    },
  },
} as const satisfies Readonly<Record<string, DataverseTable>>;
