import type { LineProperties } from '../rules/line-properties.ts';
import type { Store } from '../store/store.ts';
import type { ExchangeRates } from './exchange-rates.ts';
import type { NumberSequences } from './number-sequences.ts';
import type { Periods } from './periods.ts';

/** Where a staged actual has got to after the import, by its RecId. */
export interface ImportedActual {
  readonly to: 'journal' | 'proposal';
  readonly posted: boolean;
}

export interface VendorInvoiceParameters {
  /** "Manual verification by PM is required". */
  readonly manualVerification: boolean;
  /** "Block vendor payments till PM confirmation". */
  readonly paymentHold: boolean;
}

export interface ExpenseReport {
  /** ExpTransNumber of each line with a project. */
  readonly lines: readonly string[];
  readonly posted: boolean;
}

/** What project accounting keeps besides the rows that OData shows. */
export interface Accounting {
  readonly store: Store;
  readonly lineProperties: LineProperties;
  readonly periods: Periods;
  readonly rates: ExchangeRates;
  readonly numbers: NumberSequences;
  /** Staged actuals that became journal or proposal lines, by RecId. */
  readonly imported: Map<bigint, ImportedActual>;
  /** Keys of the exported lines of an expense report, by company and report number. */
  readonly expenseReports: Map<string, ExpenseReport>;
  /** Pairs of legal entities that may work for each other, `borrowing|lending`. */
  readonly intercompany: Set<string>;
  /** What the accounts payable parameters of a company say about project vendor invoices. */
  readonly vendorInvoiceParameters: Map<string, VendorInvoiceParameters>;
}
