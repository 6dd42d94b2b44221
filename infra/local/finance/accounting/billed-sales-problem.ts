import type { StoredRow } from '../store/stored-row.ts';
import type { Accounting } from './accounting.ts';
import { entityOf } from './entity-of.ts';

/** Option value of a milestone in Dataverse; a milestone has no unbilled sales before it. */
const milestone = '192350003';

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
  if (TransactionClassification === milestone) return undefined;
  const others = connectedTo(accounting, ActualId);
  const unbilled = [...store.rows(entityOf('ProjActualsImports'))].filter(
    ({ values }) => values['TransactionType'] === 'Sales' && others.has(values['ActualId'] ?? ''),
  );
  if (unbilled.length === 0) return mismatched;
  return unbilled.every(({ recId }) => imported.get(recId)?.posted === true) ? undefined : notPosted;
}

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
