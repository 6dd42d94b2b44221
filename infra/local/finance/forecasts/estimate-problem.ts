import type { Store } from '../store/store.ts';
import { entityOf } from '../accounting/entity-of.ts';
import type { EstimateLine } from './estimate-line.ts';
import { projectProblem } from '../accounting/project-problem.ts';

/** Why the lines of one estimate cannot become a forecast; undefined when they can. Texts are assumed. */
export function estimateProblem(
  store: Store,
  company: string,
  lines: readonly EstimateLine[],
): string | undefined {
  for (const side of ['Cost', 'Sales', 'Both'] as const)
    if (lines.filter((line) => line.side === side).length > 1)
      return `The estimate is staged more than once as ${side === 'Both' ? 'hours' : side}.`;
  for (const line of lines) {
    const problem = lineProblem(store, company, line);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function lineProblem(store: Store, company: string, { side, forecast }: EstimateLine): string | undefined {
  const { project, activity, category, item } = forecast;
  if (side === undefined) return 'Only cost and sales are estimated.';
  const problem = projectProblem(store, company, project, activity);
  if (problem !== undefined) return problem;
  if (
    category !== '' &&
    store.find(entityOf('ProjectTransactionCategories'), { CategoryId: category }) === undefined
  )
    return `Transaction category ${category} does not exist.`;
  const product = { dataAreaId: company, ProductNumber: item };
  if (item !== '' && store.find(entityOf('CDSReleasedDistinctProducts'), product) === undefined)
    return `Item ${item} is not released in company ${company}.`;
  return undefined;
}
