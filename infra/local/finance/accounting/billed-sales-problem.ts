import type { StoredRow } from '../store/stored-row.ts';
import type { Accounting } from './accounting.ts';
import { entityOf } from './entity-of.ts';

/**
 * Option values of a milestone and of a fee (a retainer is invoiced as one, assumed) in Dataverse: nothing unbilled comes
 * before them.
 */
const withoutUnbilled: ReadonlySet<string> = new Set(['192350003', '192350004']);

/** Published texts of the project integration workspace. */
export const mismatched =
  "Invoice proposal wasn't processed because of mismatched billed sales actuals with Dataverse.";
const notPosted = "Project transaction hasn't been posted yet.";

/**
 * Why a billed sales actual cannot become a line of its invoice proposal; undefined when it can: the header is there,
 * and a connection names the unbilled sales, which are posted.
 */
export function billedSalesProblem(accounting: Accounting, row: StoredRow): string | undefined {
  const { store, imported } = accounting;
  const { dataAreaId = '', InvoiceProposalId = '', ActualId = '', TransactionClassification } = row.values;
  const header = store.find(entityOf('ProjectInvoiceProposalsV2'), { dataAreaId, InvoiceProposalId });
  if (header === undefined) return `Invoice proposal ${InvoiceProposalId} does not exist.`;
  if (withoutUnbilled.has(TransactionClassification ?? '')) return undefined;
  const others = connectedTo(accounting, ActualId);
  const unbilled = [...store.rows(entityOf('ProjActualsImports'))].filter(
    ({ values }) =>
      reversible(row).has(values['TransactionType'] ?? '') && others.has(values['ActualId'] ?? ''),
  );
  if (unbilled.length === 0) return mismatched;
  return unbilled.every(({ recId }) => imported.get(recId)?.posted === true) ? undefined : notPosted;
}

/** What a billed line may rest on: unbilled sales; a credit line also on the billed line that it corrects (assumed). */
const reversible = ({ values }: StoredRow): ReadonlySet<string> =>
  new Set((values['Amount'] ?? '').startsWith('-') ? ['Sales', 'BilledSales'] : ['Sales']);

/** Actuals at the other end of an actual's connections. */
function connectedTo({ store }: Accounting, actual: string): ReadonlySet<string> {
  const others = new Set<string>();
  for (const { values } of store.rows(entityOf('ProjCDSTransactionRelationshipImports'))) {
    const { Transaction1Id: first = '', Transaction2Id: second = '' } = values;
    if (first === actual) others.add(second);
    if (second === actual) others.add(first);
  }
  return others;
}
