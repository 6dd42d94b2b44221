import type { DataverseSandbox } from '../../../infra/local/dataverse/start-dataverse.ts';
import type { FinanceSandbox } from '../../../infra/local/finance/start-finance.ts';
import type { Changes } from '../changes/prepare-changes.ts';
import type { RowArrivals } from '../run/row-arrivals.ts';
import type { LedgerProcess } from './start-ledger-process.ts';

/** What every contender works with. */
export interface Stack {
  readonly serviceBus: string;
  readonly ledger: LedgerProcess;
  /** Behind a proxy that can slow it down. */
  readonly dataverse: DataverseSandbox;
  /** From now on it answers so many requests a second; undefined: all at once. */
  paceDataverse(perSecond: number | undefined): void;
  readonly finance: FinanceSandbox;
  readonly changes: Changes;
  readonly arrivals: RowArrivals;
}
