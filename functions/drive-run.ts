import { driveRun } from '../shared/start/drive-run.ts';
import { BusError } from '../shared/messaging/bus-error.ts';
import { LedgerError } from '../shared/ledger/ledger-error.ts';
import { CounterpartError } from '../shared/sync/counterpart-error.ts';
import type { Sync } from '../shared/sync/sync.ts';
import { logWords } from '../shared/sync/log-words.ts';

/** One call works on a run for so long: under the 30 minutes that a Flex Consumption app gives a function. */
const budgetMs = 20 * 60_000;

/** Works on a run; what keeps it from going on just now is logged, and the timer comes again. */
export async function driveRunQuietly(sync: Sync, id: string): Promise<void> {
  try {
    await driveRun(sync, id, budgetMs);
  } catch (error) {
    const passes =
      error instanceof CounterpartError || error instanceof LedgerError || error instanceof BusError;
    if (!passes) throw error;
    sync.log(`run ${id} goes on later: ${logWords(error)}`);
  }
}
