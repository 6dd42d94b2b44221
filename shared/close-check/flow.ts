import Big from 'big.js';
import type { Row } from '../odata/value.ts';

/** How posted lines of one Finance set become costs: which columns tell it. */
export interface Flow {
  /** Physical entity whose map brings the lines. */
  readonly entity: string;
  readonly amount: string;
  readonly currency: string;
  /** Columns of the Dataverse row that its cost actual repeats: assumed(actual-of-line). */
  readonly dataverse: {
    readonly date: string;
    readonly classification: (row: Row) => string;
    readonly amount: (row: Row) => string;
    readonly columns: readonly string[];
  };
}

const text = (value: Row[string] | undefined): string => String(value ?? '');

/** Transaction classification of expenses. */
const expense = '192350001';

export const flows: readonly Flow[] = [
  {
    entity: 'ProjExpenseExportEntity',
    amount: 'NetAmount',
    currency: 'ExchangeCode',
    dataverse: {
      date: 'msdyn_transactiondate',
      classification: () => expense,
      amount: (row) => text(row['msdyn_amount']),
      columns: ['msdyn_amount'],
    },
  },
  {
    entity: 'ProjVendInvoiceLineExportEntity',
    amount: 'LineAmount',
    currency: 'currencyCode',
    dataverse: {
      date: 'msdyn_vendorinvoice.msdyn_invoicedate',
      classification: (row) => text(row['msdyn_transactionclassification']),
      amount: (row) =>
        new Big(text(row['msdyn_quantity']) || '0').times(text(row['msdyn_price']) || '0').toFixed(),
      columns: ['msdyn_transactionclassification', 'msdyn_quantity', 'msdyn_price'],
    },
  },
];
