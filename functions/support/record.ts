import { app } from '@azure/functions';
import { getRuntime } from '../runtime.ts';

/** State and timeline of one record: `GET /api/support/record?record=<id>`. */
app.http('support-record', {
  route: 'support/record',
  methods: ['GET'],
  authLevel: 'function',
  handler: async (request) => {
    const record = request.query.get('record');
    if (record === null) return { status: 400, jsonBody: { error: 'record: the query must name a record' } };
    const { sync } = await getRuntime();
    const state = await sync.ledger.state(record);
    if (state === undefined)
      return { status: 404, jsonBody: { error: `the ledger does not know ${record}` } };
    return { jsonBody: { state, timeline: await sync.ledger.timeline(record, 50) } };
  },
});
