import { z } from 'zod';
import type { StoredRow } from '../store/stored-row.ts';
import type { Accounting } from './accounting.ts';
import type { Action } from './action.ts';
import { billedSalesProblem, mismatched } from './billed-sales-problem.ts';
import { duplicateProblem } from './duplicate-problem.ts';
import { entityOf } from './entity-of.ts';
import { companyField, decimalField } from './fields.ts';
import { intercompanyProblem } from './intercompany-problem.ts';
import { stagedActualProblem } from './staged-actual-problem.ts';
import { stagingIndex, type StagingIndex } from './staging-index.ts';

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
    (row) => row.values['dataAreaId'] === company && accounting.imported.of(row) === undefined,
  );
  const index = stagingIndex(accounting.store);
  const billed = staged.filter(isBilledSales);
  const others = staged.filter((row) => !isBilledSales(row));
  const refused: Refused[] = [];
  const journal = others.filter((row) => accepted(row, lineProblem(accounting, index, row), refused));
  const proposal = [...Map.groupBy(billed, (row) => row.values['InvoiceProposalId'] ?? '')].flatMap(
    ([number, lines]) => proposalLines(accounting, index, lines, invoiceLines[number], refused),
  );
  for (const row of journal) accounting.imported.add(row, 'journal');
  for (const row of proposal) accounting.imported.add(row, 'proposal');
  return {
    result: { journalLines: journal.length, proposalLines: proposal.length, refused },
    changes: [],
    businessEvents: [],
  };
};

/** What speaks against a line of any kind. */
const lineProblem = (accounting: Accounting, index: StagingIndex, row: StoredRow): string | undefined =>
  duplicateProblem(accounting, index, row) ??
  intercompanyProblem(accounting, row) ??
  stagedActualProblem(accounting, row);

/** All lines of one invoice proposal, or none. */
function proposalLines(
  accounting: Accounting,
  index: StagingIndex,
  lines: readonly StoredRow[],
  expected: number | undefined,
  refused: Refused[],
): readonly StoredRow[] {
  const problems = lines.map(
    (row) => lineProblem(accounting, index, row) ?? billedSalesProblem(accounting, index, row),
  );
  const complete = expected === undefined || expected === lines.length;
  if (complete && problems.every((problem) => problem === undefined)) return lines;
  lines.forEach((row, position) => accepted(row, problems[position] ?? mismatched, refused));
  return [];
}

const isBilledSales = (row: StoredRow): boolean => row.values['TransactionType'] === 'BilledSales';

function accepted(row: StoredRow, problem: string | undefined, refused: Refused[]): boolean {
  if (problem === undefined) return true;
  const { ActualsImportId = '', ActualId = '' } = row.values;
  refused.push({ ActualsImportId, ActualId, text: problem });
  return false;
}
