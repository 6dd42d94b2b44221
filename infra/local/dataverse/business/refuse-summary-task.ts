import type { Database } from '../store/database.ts';
import type { PendingWrite } from '../store/transaction.ts';
import { refusals } from '../web/refusals.ts';

/**
 * An expense cannot be on a task that other tasks have as their parent: "triggers this error if the user selects the
 * parent task ID".
 * @see https://learn.microsoft.com/dynamics365/project-operations/environment/resource-dual-write-frequent-issues
 * @throws WebApiError 400 0x80040265
 */
export function refuseSummaryTask(database: Database, write: PendingWrite): void {
  if (write.table.name !== 'msdyn_expense' || !write.submitted.includes('msdyn_task')) return;
  const task = write.after['msdyn_task'];
  if (task === null || typeof task !== 'object') return;
  for (const other of database.rows('msdyn_projecttask').all()) {
    const parent = other['msdyn_parenttask'];
    if (parent !== null && typeof parent === 'object' && parent.id === task.id)
      throw refusals.plugIn(
        "Could not resolve project task for export expense. The specified task activity number doesn't uniquely identify the task of the project in the system.",
      );
  }
}
