import { app } from '@azure/functions';
import { releaseParked } from '../../shared/sync/gates/release-parked.ts';
import { closeSettled } from '../../shared/sync/close-settled.ts';
import { releaseForgotten } from '../../shared/sync/release-forgotten.ts';
import { areas } from '../../shared/table-map/area.ts';
import { getRuntime } from '../runtime.ts';

/** Puts right what a host left undone that ended right after a commit, and sends what was parked before gates that are open. */
app.timer('release', {
  schedule: '%RELEASE_SCHEDULE%',
  handler: async (_timer, context) => {
    const { sync } = await getRuntime();
    const parents = await releaseForgotten(sync);
    if (parents > 0) context.log(`released what still waited for ${parents} records that are there`);
    for (const area of areas) await closeSettled(sync, area);
    const parked = await releaseParked(sync);
    if (parked > 0) context.log(`released ${parked} parked records`);
  },
});
