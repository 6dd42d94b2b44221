import { app } from '@azure/functions';
import { requestAllScans } from '../../shared/sync/request-all-scans.ts';
import { getRuntime } from '../runtime.ts';

app.timer('request-scans', {
  schedule: '%SCAN_SCHEDULE%',
  handler: async () => {
    const { sync } = await getRuntime();
    await requestAllScans(sync, 'timer');
  },
});
