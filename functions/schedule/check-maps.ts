import { app } from '@azure/functions';
import { LedgerError } from '../../shared/ledger/ledger-error.ts';
import { CounterpartError } from '../../shared/sync/counterpart-error.ts';
import { getRuntime } from '../runtime.ts';

/** Looks whether native twins run and whether the environments still fit the maps; a map that was held back starts by itself. */
app.timer('check-maps', {
  schedule: '%MAP_CHECK_SCHEDULE%',
  handler: async (_timer, context) => {
    const { mapCheck, ledgerPrepared } = await getRuntime();
    await ledgerPrepared;
    try {
      await mapCheck.look();
    } catch (error) {
      if (!(error instanceof CounterpartError) && !(error instanceof LedgerError)) throw error;
      context.error(`The maps cannot be checked just now, the next look is by the timer: ${error.message}`);
    }
  },
});
