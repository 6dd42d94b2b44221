import { app } from '@azure/functions';
import { releaseForgotten } from '../../shared/sync/release-forgotten.ts';
import { getRuntime } from '../runtime.ts';

app.timer('release', {
  schedule: '%RELEASE_SCHEDULE%',
  handler: async (_timer, context) => {
    const { sync } = await getRuntime();
    const parents = await releaseForgotten(sync);
    if (parents > 0) context.log(`released what still waited for ${parents} records that are there`);
  },
});
