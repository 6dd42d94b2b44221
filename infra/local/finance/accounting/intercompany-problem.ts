import type { StoredRow } from '../store/stored-row.ts';
import type { Accounting } from './accounting.ts';

/**
 * Why an inter-organizational sale or a resourcing unit cost cannot become a line; undefined when it can, and for other
 * actuals. It belongs to the lending company, which needs an intercompany relationship to the one that owns the project.
 * The beginning of the second text is published, the rest is assumed.
 */
export function intercompanyProblem({ intercompany }: Accounting, row: StoredRow): string | undefined {
  const { TransactionType, dataAreaId: company = '', ResourcingCompany = '' } = row.values;
  if (TransactionType !== 'InterOrgSales' && TransactionType !== 'ResourcingUnitCost') return undefined;
  const borrowing = (row.values['ProjectDataAreaId'] ?? '').toLowerCase();
  const lending = ResourcingCompany === '' ? company : ResourcingCompany.toLowerCase();
  if (lending !== company || borrowing === '' || borrowing === company)
    return `An actual of type ${TransactionType} is posted only in the lending legal entity; ${company} is not.`;
  return intercompany.exists(lending, borrowing)
    ? undefined
    : `Intercompany relationship has to be set up between legal entity ${lending} and ${borrowing}.`;
}
