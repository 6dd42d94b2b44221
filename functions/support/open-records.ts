import { app } from '@azure/functions';
import type { OpenRow } from '../../shared/ledger/ledger.ts';
import { openRecords } from '../../shared/sync/open-records.ts';
import { areas } from '../../shared/table-map/area.ts';
import { getRuntime } from '../runtime.ts';

/** What is open, all areas or one: `GET /api/support/open?area=expense`. */
app.http('support-open', {
  route: 'support/open',
  methods: ['GET'],
  authLevel: 'function',
  handler: async (request) => {
    const wanted = request.query.get('area');
    const chosen = areas.filter((area) => wanted === null || area === wanted);
    if (chosen.length === 0)
      return { status: 400, jsonBody: { error: `area must be one of ${areas.join(', ')}` } };
    const { sync } = await getRuntime();
    const rows: OpenRow[] = [];
    for (const area of chosen) for await (const row of openRecords(sync, area)) rows.push(row);
    return { jsonBody: rows };
  },
});
