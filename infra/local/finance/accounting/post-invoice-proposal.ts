import { z } from 'zod';
import type { Action } from './action.ts';
import { doInTransaction } from './do-in-transaction.ts';
import { entityOf } from './entity-of.ts';
import { companyField, dayField, decimalField } from './fields.ts';
import { FinanceRefuses } from './finance-refuses.ts';
import { postActual } from './post-actual.ts';
import { requireRow } from './require-row.ts';

const inputSchema = z.object({
  company: companyField,
  invoiceProposalId: z.string().min(1),
  accountingDate: dayField.optional(),
  taxPercent: decimalField.default('0'),
});

/** Posts an invoice proposal; its billed sales get voucher, rate, amount, tax and the number of the customer invoice. */
export const postInvoiceProposal: Action = (accounting, input) => {
  const { company, invoiceProposalId, accountingDate, taxPercent } = inputSchema.parse(input);
  const { store, imported, numbers } = accounting;
  const key = { dataAreaId: company, InvoiceProposalId: invoiceProposalId };
  requireRow(
    store,
    'ProjectInvoiceProposalsV2',
    key,
    `Invoice proposal ${invoiceProposalId} does not exist.`,
  );
  const lines = [...store.rows(entityOf('ProjActualsImports'))].filter((row) => {
    const state = imported.of(row);
    const { dataAreaId, InvoiceProposalId } = row.values;
    const ofProposal = dataAreaId === company && InvoiceProposalId === invoiceProposalId;
    return ofProposal && state?.to === 'proposal' && !state.posted;
  });
  if (lines.length === 0)
    throw new FinanceRefuses(`Invoice proposal ${invoiceProposalId} has no lines to post.`);
  const done = doInTransaction(accounting, () => {
    const invoice = numbers.next(`${company.toUpperCase()}-CIV`);
    for (const row of lines) postActual(accounting, row, { company, accountingDate, taxPercent, invoice });
    return { result: { posted: lines.length, invoice } };
  });
  for (const row of lines) imported.markPosted(row);
  return done;
};
