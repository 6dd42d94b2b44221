import { app } from '@azure/functions';
import { closeSettled } from '../../shared/sync/close-settled.ts';
import { releaseForgotten } from '../../shared/sync/release-forgotten.ts';
import { areas } from '../../shared/table-map/area.ts';
import { getRuntime } from '../runtime.ts';

/** Puts right what a host left undone that ended right after a commit. */
app.timer('release', {
  schedule: '%RELEASE_SCHEDULE%',
  handler: async (_timer, context) => {
    const { sync } = await getRuntime();
    const parents = await releaseForgotten(sync);
    if (parents > 0) context.log(`released what still waited for ${parents} records that are there`);
    for (const area of areas) await closeSettled(sync, area);
  },
});
