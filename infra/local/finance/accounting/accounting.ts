import type { LineProperties } from '../rules/line-properties.ts';
import type { Store } from '../store/store.ts';
import type { ExchangeRates } from './exchange-rates.ts';
import type { Forecast } from '../forecasts/forecast.ts';
import type { ImportedActuals } from './imported-actuals.ts';
import type { IntercompanyRelations } from './intercompany-relations.ts';
import type { NumberSequences } from './number-sequences.ts';
import type { Periods } from './periods.ts';
import type { VendorInvoiceEntry } from './vendor-invoice-entry.ts';

export interface ExpenseReport {
  /** ExpTransNumber of each line with a project. */
  readonly lines: readonly string[];
  readonly posted: boolean;
}

/** Parameters of a company for vendor invoices. */
export interface VendorInvoiceParameters {
  /** Payments wait until the project manager has confirmed the invoice. */
  readonly paymentHold: boolean;
  /** The project manager confirms every invoice; none confirms itself. */
  readonly manualVerification: boolean;
}

/** What project accounting keeps besides the rows that OData shows. */
export interface Accounting {
  readonly store: Store;
  readonly lineProperties: LineProperties;
  readonly periods: Periods;
  readonly rates: ExchangeRates;
  readonly numbers: NumberSequences;
  readonly imported: ImportedActuals;
  readonly intercompany: IntercompanyRelations;
  /** Forecasts by company and number. */
  readonly forecasts: Map<string, Forecast>;
  /** Keys of the exported lines of an expense report, by company and report number. */
  readonly expenseReports: Map<string, ExpenseReport>;
  /** By company. */
  readonly vendorInvoiceParameters: Map<string, VendorInvoiceParameters>;
  /** By {@link vendorInvoiceKey}. */
  readonly vendorInvoices: Map<string, VendorInvoiceEntry>;
}
