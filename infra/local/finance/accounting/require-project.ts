import type { Store } from '../store/store.ts';
import { entityOf } from './entity-of.ts';
import { FinanceRefuses } from './finance-refuses.ts';

/**
 * @param task activity number; '' for none.
 * @throws FinanceRefuses when project or task do not exist, or the project is completed. The texts are assumed.
 */
export function requireProject(store: Store, company: string, project: string, task: string): void {
  const found = store.find(entityOf('ProjectsV2'), { dataAreaId: company, ProjectId: project });
  if (found === undefined)
    throw new FinanceRefuses(`Project ${project} does not exist in company ${company}.`);
  if (found.values['ProjectStage'] === 'Completed')
    throw new FinanceRefuses(
      `Project ${project} is in stage Completed, which does not allow the transaction.`,
    );
  if (task === '') return;
  const key = { dataAreaId: company, ProjectId: project, TaskId: task };
  if (store.find(entityOf('ProjectTasks'), key) === undefined)
    throw new FinanceRefuses(`Activity ${task} does not exist in project ${project}.`);
}
