import { app } from '@azure/functions';
import { readRuns } from '../../shared/start/run-store.ts';
import { driveRunQuietly } from '../drive-run.ts';
import { getRuntime } from '../runtime.ts';

/** Goes on with links, initial syncs and resyncs that a host left undone when it ended. */
app.timer('drive-runs', {
  schedule: '%DEAD_LETTER_SCHEDULE%',
  handler: async () => {
    const { sync, ledgerPrepared } = await getRuntime();
    await ledgerPrepared;
    const open = (await readRuns(sync)).filter(({ finishedAt }) => finishedAt === undefined);
    for (const { id } of open.reverse()) await driveRunQuietly(sync, id);
  },
});
