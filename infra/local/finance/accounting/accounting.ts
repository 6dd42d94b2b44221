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
}
