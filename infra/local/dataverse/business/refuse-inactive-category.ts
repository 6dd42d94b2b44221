import type { Database } from '../store/database.ts';
import type { PendingWrite } from '../store/transaction.ts';
import { refusals } from '../web/refusals.ts';
import { rowBehind } from './row-behind.ts';

/** Look-ups to a transaction category that must be active, and what the text calls their row. */
const checked: Readonly<Record<string, { readonly column: string; readonly row: string }>> = {
  msdyn_projectvendorinvoiceline: { column: 'msdyn_transactioncategory', row: 'vendor invoice line' },
  msdyn_expensecategory: { column: 'msdyn_expensecategoryuid', row: 'expense category' },
};

/**
 * A vendor invoice line or an expense category that points to an inactive transaction category. The text is published
 * for the line, that of the category is assumed after it. Which column says that a category is for expenses is not
 * published, so that half is not checked.
 * @see https://learn.microsoft.com/dynamics365/project-operations/environment/resource-dual-write-frequent-issues
 * @throws WebApiError 400 0x80040265
 */
export function refuseInactiveCategory(database: Database, write: PendingWrite): void {
  const check = checked[write.table.name];
  if (check === undefined || !write.submitted.includes(check.column)) return;
  const category = rowBehind(database, write.after[check.column]);
  if (category !== undefined && category['statecode'] !== 0)
    throw refusals.plugIn(
      `The Transaction Category linked to this ${check.row} is invalid. Please select an Active, Expense Transaction Category.`,
    );
}
