import { limitOf } from './query-schema.ts';
import { supportRoute } from './support-route.ts';

/** Who did what, the newest first: `GET /api/support/audit?record=&by=&job=&limit=`. */
supportRoute('audit', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync, request: { query } }) => {
    const [record, by, job] = [query.get('record'), query.get('by'), query.get('job')];
    const asked = {
      ...(record === null ? {} : { record }),
      ...(by === null ? {} : { by }),
      ...(job === null ? {} : { job }),
    };
    return { jsonBody: { rows: await sync.ledger.audit(asked, limitOf(query, 50, 1_000)) } };
  },
});
