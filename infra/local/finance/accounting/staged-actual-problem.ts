import type { StoredRow } from '../store/stored-row.ts';
import type { Accounting } from './accounting.ts';
import { entityOf } from './entity-of.ts';
import { projectProblem } from './project-problem.ts';

/** Why a staged actual cannot become a line; undefined when it can. Texts are assumed. */
export function stagedActualProblem({ store }: Accounting, row: StoredRow): string | undefined {
  const { dataAreaId = '', ProjectDataAreaId = '', ProjectId = '', TaskNumber = '' } = row.values;
  const { UnitOfMeasure = '', TransactionCategoryId = '' } = row.values;
  const company = ProjectDataAreaId === '' ? dataAreaId : ProjectDataAreaId.toLowerCase();
  const problem = projectProblem(store, company, ProjectId, TaskNumber);
  if (problem !== undefined) return problem;
  if (
    UnitOfMeasure !== '' &&
    store.find(entityOf('UnitsOfMeasure'), { UnitSymbol: UnitOfMeasure }) === undefined
  )
    return `Unit ${UnitOfMeasure} does not exist.`;
  const category = { CategoryId: TransactionCategoryId };
  if (
    TransactionCategoryId !== '' &&
    store.find(entityOf('ProjectTransactionCategories'), category) === undefined
  )
    return `Transaction category ${TransactionCategoryId} does not exist.`;
  return undefined;
}
