import type { Probe } from './probe.ts';
import { connectionMarks } from './reading/connection-marks.ts';
import { dataEvents } from './reading/data-events.ts';
import { dataverseColumns } from './reading/dataverse-columns.ts';
import { filterLength } from './reading/filter-length.ts';
import { financeProperties } from './reading/finance-properties.ts';
import { financeSets } from './reading/finance-sets.ts';
import { postedExpenses } from './reading/posted-expenses.ts';
import { textCase } from './reading/text-case.ts';
import { unknownColumn } from './reading/unknown-column.ts';
import { dataverseRefusals } from './writing/dataverse-refusals.ts';
import { emptyValues } from './writing/empty-values.ts';
import { etagMismatch } from './writing/etag-mismatch.ts';
import { expenseApproval } from './writing/expense-approval.ts';
import { invoiceProposalPost } from './writing/invoice-proposal-post.ts';
import { longText } from './writing/long-text.ts';
import { numbering } from './writing/numbering.ts';
import { percentInKey } from './writing/percent-in-key.ts';
import { refusalTexts } from './writing/refusal-texts.ts';
import { stagingPosts } from './writing/staging-posts.ts';
import { vendorInvoiceApproval } from './writing/vendor-invoice-approval.ts';
import { vendorInvoiceStatus } from './writing/vendor-invoice-status.ts';
import { writeBack } from './writing/write-back.ts';

/** All probes, those that only read first. */
export const probes: readonly Probe[] = [
  financeSets,
  financeProperties,
  dataverseColumns,
  connectionMarks,
  filterLength,
  textCase,
  unknownColumn,
  postedExpenses,
  dataEvents,
  etagMismatch,
  emptyValues,
  longText,
  percentInKey,
  refusalTexts,
  stagingPosts,
  invoiceProposalPost,
  vendorInvoiceStatus,
  dataverseRefusals,
  numbering,
  writeBack,
  expenseApproval,
  vendorInvoiceApproval,
];
