import type { StoredRow } from '../store/stored-row.ts';
import type { Accounting } from './accounting.ts';

/** Transactions of a resourcing unit that works for another legal entity. */
const lending: ReadonlySet<string> = new Set(['InterOrgSales', 'ResourcingUnitCost']);

/**
 * Why an intercompany actual cannot become a line; undefined when it can, or is none. The first words of the text are
 * published.
 */
export function intercompanyProblem(accounting: Accounting, row: StoredRow): string | undefined {
  const { dataAreaId = '', ProjectDataAreaId = '', TransactionType = '' } = row.values;
  if (!lending.has(TransactionType)) return undefined;
  const borrowing = ProjectDataAreaId.toLowerCase();
  if (borrowing === '' || borrowing === dataAreaId)
    return `An intercompany transaction of ${dataAreaId} must belong to a project of another legal entity.`;
  return accounting.intercompany.has(`${borrowing}|${dataAreaId}`)
    ? undefined
    : `Intercompany relationship has to be set up between legal entity ${borrowing} and ${dataAreaId}.`;
}
