import type { Accounting } from '../accounting/accounting.ts';
import type { TableRow } from './table-row.ts';

/** Lines of the integration journals and of invoice proposals, by the actual behind them. */
export const importedActuals = ({ imported }: Accounting): readonly TableRow[] =>
  Array.from(imported.all(), ({ company, actualId, transactionType, to, posted }) => ({
    dataAreaId: company,
    ActualId: actualId,
    TransactionType: transactionType,
    LineOf: to === 'journal' ? 'IntegrationJournal' : 'InvoiceProposal',
    Posted: posted ? 'Yes' : 'No',
  }));
