import { LedgerError } from '../ledger/ledger-error.ts';
import type { StatsLedger } from '../ledger/stats-ledger.ts';
import type { StatsCollector } from './stats-collector.ts';

/** Puts what was counted into the ledger. What cannot be put just now goes with the next call. @returns whether it was put. */
export async function flushStats(collector: StatsCollector, ledger: StatsLedger): Promise<boolean> {
  const rows = collector.take();
  if (rows.length === 0) return true;
  try {
    await ledger.putStats(rows);
    return true;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    collector.giveBack(rows);
    return false;
  }
}
