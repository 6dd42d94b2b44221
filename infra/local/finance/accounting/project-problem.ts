import type { Store } from '../store/store.ts';
import { entityOf } from './entity-of.ts';

/**
 * Why nothing can be recorded in a project; undefined when it can. The texts are assumed.
 *
 * @param task activity number; '' for none.
 */
export function projectProblem(
  store: Store,
  company: string,
  project: string,
  task: string,
): string | undefined {
  const found = store.find(entityOf('ProjectsV2'), { dataAreaId: company, ProjectId: project });
  if (found === undefined) return `Project ${project} does not exist in company ${company}.`;
  if (found.values['ProjectStage'] === 'Completed')
    return `Project ${project} is in stage Completed, which does not allow the transaction.`;
  const key = { dataAreaId: company, ProjectId: project, TaskId: task };
  return task !== '' && store.find(entityOf('ProjectTasks'), key) === undefined
    ? `Activity ${task} does not exist in project ${project}.`
    : undefined;
}
