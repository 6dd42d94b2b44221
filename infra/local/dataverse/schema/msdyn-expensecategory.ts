import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';
import { options } from './options.ts';

export const msdynExpensecategory = defineTable({
  name: 'msdyn_expensecategory',
  set: 'msdyn_expensecategories',
  id: 'msdyn_expensecategoryid',
  primaryName: 'msdyn_name',
  owned: 'user',
  columns: {
    msdyn_name: columnOf.text(100),
    msdyn_expensetype: columnOf.choice(options.expenseType),
    /** A required choice in the Common Data Model; its values are not public. */
    msdyn_receiptrequired: columnOf.choice(
      { 192350000: 'Mandatory', 192350001: 'Optional', 192350002: 'Not Required' },
      { defaultValue: 192350001, assumed: true },
    ),
    /** `uId`, not `uid`: the casing of the real navigation property. */
    msdyn_expensecategoryuid: columnOf.lookup('msdyn_transactioncategory', 'msdyn_ExpenseCategoryuId'),
    msdyn_owningcompany: columnOf.lookup('cdm_company', 'msdyn_OwningCompany', { assumed: true }),
  },
});
