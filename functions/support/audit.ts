import { app } from '@azure/functions';
import { limitOf } from './query-schema.ts';
import { supportHandler } from './support-handler.ts';

/** Who did what, the newest first: `GET /api/support/audit?record=&by=&job=&limit=`. */
app.http('support-audit', {
  route: 'support/audit',
  methods: ['GET'],
  authLevel: 'function',
  handler: supportHandler(async (sync, { query }) => {
    const [record, by, job] = [query.get('record'), query.get('by'), query.get('job')];
    const asked = {
      ...(record === null ? {} : { record }),
      ...(by === null ? {} : { by }),
      ...(job === null ? {} : { job }),
    };
    return { jsonBody: { rows: await sync.ledger.audit(asked, limitOf(query, 50, 1_000)) } };
  }),
});
