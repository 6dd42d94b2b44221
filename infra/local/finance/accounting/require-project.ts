import type { Store } from '../store/store.ts';
import { FinanceRefuses } from './finance-refuses.ts';
import { projectProblem } from './project-problem.ts';

/**
 * @param task activity number; '' for none.
 * @throws FinanceRefuses when project or task do not exist, or the project is completed.
 */
export function requireProject(store: Store, company: string, project: string, task: string): void {
  const problem = projectProblem(store, company, project, task);
  if (problem !== undefined) throw new FinanceRefuses(problem);
}
