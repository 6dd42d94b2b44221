import Big from 'big.js';
import type { StoredRow } from '../store/stored-row.ts';
import type { Accounting } from './accounting.ts';
import { entityOf } from './entity-of.ts';
import type { StagingIndex } from './staging-index.ts';

/** Option values in Dataverse of what is billed without unbilled sales before it: milestones, and fees of retainers. */
const billedAhead: ReadonlySet<string> = new Set(['192350003', '192350004']);

/** Published texts of the project integration workspace. */
export const mismatched =
  "Invoice proposal wasn't processed because of mismatched billed sales actuals with Dataverse.";
const notPosted = "Project transaction hasn't been posted yet.";

/**
 * Why a billed sales actual cannot become a line of its invoice proposal; undefined when it can: the header is there,
 * and a connection names what is billed, unbilled sales that are posted. A credit line, as of a correction invoice, may
 * name the billed sales that it takes back instead (assumed). Rows that were posted and archived count.
 */
export function billedSalesProblem(
  accounting: Accounting,
  index: StagingIndex,
  row: StoredRow,
): string | undefined {
  const { dataAreaId = '', InvoiceProposalId = '', ActualId = '' } = row.values;
  const { TransactionClassification = '', Amount = '0' } = row.values;
  const key = { dataAreaId, InvoiceProposalId };
  if (accounting.store.find(entityOf('ProjectInvoiceProposalsV2'), key) === undefined)
    return `Invoice proposal ${InvoiceProposalId} does not exist.`;
  const isCredit = Big(Amount).lt(0);
  const others = [...index.connectedTo(ActualId)].filter((other) => {
    const type = typeOf(accounting, index, other);
    return type === 'Sales' || (isCredit && type === 'BilledSales');
  });
  if (others.length === 0) return billedAhead.has(TransactionClassification) ? undefined : mismatched;
  return others.every((other) => accounting.imported.withId(other)?.posted === true) ? undefined : notPosted;
}

const typeOf = ({ imported }: Accounting, index: StagingIndex, actualId: string): string | undefined =>
  imported.withId(actualId)?.transactionType ?? index.rowsOf(actualId)[0]?.values['TransactionType'];
