import { app } from '@azure/functions';
import { LedgerError } from '../../shared/ledger/ledger-error.ts';
import { openLevels } from '../../shared/stats/open-levels.ts';
import { getRuntime } from '../runtime.ts';

/** Looks at what is open, for the lag in the overview and for alerts. */
app.timer('observe', {
  schedule: '%OBSERVE_SCHEDULE%',
  handler: async (_timer, context) => {
    const { sync, ledgerPrepared } = await getRuntime();
    await ledgerPrepared;
    try {
      sync.telemetry.levels(await openLevels(sync));
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      context.error(`what is open cannot be seen just now: ${error.message}`);
    }
  },
});
