import { app } from '@azure/functions';
import { runJob } from '../../shared/support/run-job.ts';
import { getRuntime } from '../runtime.ts';

/** One run works on a job for so long; the next one goes on. */
const budgetMs = 45_000;

/** Goes on with replays of lists that nobody watches, and with those that a host left undone when it ended. */
app.timer('run-jobs', {
  schedule: '%DEAD_LETTER_SCHEDULE%',
  handler: async (_timer, context) => {
    const { sync } = await getRuntime();
    for (const job of await sync.ledger.jobs('open', 10)) {
      const how = await runJob(sync, job, budgetMs);
      if (how !== 'busy') context.log(`replay ${job.id} of ${job.total} records by ${job.by} is ${how}`);
    }
  },
});
