import { z } from 'zod';
import type { StoredRow } from '../store/stored-row.ts';
import type { Accounting } from './accounting.ts';
import type { Action } from './action.ts';
import { billedSalesProblem, mismatched } from './billed-sales-problem.ts';
import { entityOf } from './entity-of.ts';
import { companyField, decimalField } from './fields.ts';
import { stagedActualProblem } from './staged-actual-problem.ts';

const inputSchema = z.object({
  company: companyField,
  /** How many lines Dataverse holds of an invoice, by proposal number, as the job of Finance counts them. */
  invoiceLines: z.record(z.string(), decimalField.transform(Number)).default({}),
});

interface Refused {
  readonly ActualsImportId: string;
  readonly ActualId: string;
  readonly text: string;
}

/**
 * "Import from staging table": staged actuals become lines of the integration journal, billed sales become lines of
 * their invoice proposal when every one of its lines can. What cannot stays staged and is reported.
 */
export const importFromStaging: Action = (accounting, input) => {
  const { company, invoiceLines } = inputSchema.parse(input);
  const staged = [...accounting.store.rows(entityOf('ProjActualsImports'))].filter(
    (row) => row.values['dataAreaId'] === company && !accounting.imported.has(row.recId),
  );
  const billed = staged.filter(isBilledSales);
  const others = staged.filter((row) => !isBilledSales(row));
  const refused: Refused[] = [];
  const journal = others.filter((row) => accepted(row, stagedActualProblem(accounting, row), refused));
  const proposal = [...Map.groupBy(billed, (row) => row.values['InvoiceProposalId'] ?? '')].flatMap(
    ([number, lines]) => proposalLines(accounting, lines, invoiceLines[number], refused),
  );
  for (const row of journal) accounting.imported.set(row.recId, { to: 'journal', posted: false });
  for (const row of proposal) accounting.imported.set(row.recId, { to: 'proposal', posted: false });
  return {
    result: { journalLines: journal.length, proposalLines: proposal.length, refused },
    changes: [],
    businessEvents: [],
  };
};

/** All lines of one invoice proposal, or none. */
function proposalLines(
  accounting: Accounting,
  lines: readonly StoredRow[],
  expected: number | undefined,
  refused: Refused[],
): readonly StoredRow[] {
  const problems = lines.map(
    (row) => stagedActualProblem(accounting, row) ?? billedSalesProblem(accounting, row),
  );
  const complete = expected === undefined || expected === lines.length;
  if (complete && problems.every((problem) => problem === undefined)) return lines;
  lines.forEach((row, index) => accepted(row, problems[index] ?? mismatched, refused));
  return [];
}

const isBilledSales = (row: StoredRow): boolean => row.values['TransactionType'] === 'BilledSales';

function accepted(row: StoredRow, problem: string | undefined, refused: Refused[]): boolean {
  if (problem === undefined) return true;
  const { ActualsImportId = '', ActualId = '' } = row.values;
  refused.push({ ActualsImportId, ActualId, text: problem });
  return false;
}
