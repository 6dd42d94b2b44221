import { app } from '@azure/functions';
import { LedgerError } from '../../shared/ledger/ledger-error.ts';
import { BusError } from '../../shared/messaging/bus-error.ts';
import { reconcile } from '../../shared/reconcile/reconcile.ts';
import { getRuntime } from '../runtime.ts';

/** Finds what no event told. A round that fails is taken up by the next one: nothing is kept that was not published. */
app.timer('reconcile', {
  schedule: '%RECONCILE_SCHEDULE%',
  handler: async (_timer, context) => {
    const { sync, trail, ledgerPrepared } = await getRuntime();
    await ledgerPrepared;
    try {
      const { tables, sets, failedJobs } = await reconcile(sync, trail);
      const found = {
        dataverse: tables.reduce((sum, each) => sum + each.published, failedJobs.published),
        finance: sets.reduce((sum, each) => sum + each.published, 0),
      };
      const published = found.dataverse + found.finance;
      const failed = [
        ...tables.filter(isFailed).map(({ table }) => table),
        ...sets.filter(isFailed).map(({ map, company }) => `${map} in ${company}`),
        ...[failedJobs].filter(isFailed).map(() => 'failed system jobs'),
      ];
      sync.telemetry.reconciled(failed.length === 0 ? 'finished' : 'incomplete', found);
      if (published > 0) context.log(`reconciliation published ${published} changes`);
      // Why stands in no log: a system's words repeat values of rows.
      for (const what of failed)
        context.error(`reconciliation could not finish ${what}; why: npm run sync -- reconcile`);
    } catch (error) {
      if (!(error instanceof LedgerError) && !(error instanceof BusError)) throw error;
      sync.telemetry.reconciled('failed', { dataverse: 0, finance: 0 });
      context.error(`reconciliation failed, the next round is by the timer: ${error.message}`);
    }
  },
});

const isFailed = ({ failed }: { readonly failed?: string }): boolean => failed !== undefined;
