import type { StoredRow } from '../store/stored-row.ts';
import type { Accounting } from './accounting.ts';
import { entityOf } from './entity-of.ts';
import { FinanceRefuses } from './finance-refuses.ts';
import { intercompanyProblem } from './intercompany-problem.ts';
import { requireProject } from './require-project.ts';

/** Why a staged actual cannot become a line; undefined when it can. Texts are assumed. */
export function stagedActualProblem(accounting: Accounting, row: StoredRow): string | undefined {
  const { store, imported } = accounting;
  const {
    ActualId = '',
    dataAreaId = '',
    ProjectDataAreaId = '',
    ProjectId = '',
    TaskNumber = '',
    UnitOfMeasure = '',
    TransactionCategoryId = '',
  } = row.values;
  const twin = [...store.rows(entityOf('ProjActualsImports'))].find(
    (other) =>
      other.recId !== row.recId &&
      other.values['ActualId'] === ActualId &&
      (imported.has(other.recId) || other.recId < row.recId),
  );
  if (twin !== undefined) return `Actual ${ActualId} is in the staging table more than once.`;
  const relationship = intercompanyProblem(accounting, row);
  if (relationship !== undefined) return relationship;
  try {
    requireProject(
      store,
      ProjectDataAreaId === '' ? dataAreaId : ProjectDataAreaId.toLowerCase(),
      ProjectId,
      TaskNumber,
    );
  } catch (error) {
    if (error instanceof FinanceRefuses) return error.message;
    throw error;
  }
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
