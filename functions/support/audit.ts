import { limitOf } from './query-schema.ts';
import { hiddenWords, ownWords } from './access/own-words.ts';
import { supportRoute } from './support-route.ts';

/** Who did what, the newest first: `GET /api/support/audit?record=&by=&job=&limit=`. */
supportRoute('audit', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync, request: { query }, person, settings }) => {
    const [record, by, job] = [query.get('record'), query.get('by'), query.get('job')];
    const asked = {
      ...(record === null ? {} : { record }),
      ...(by === null ? {} : { by }),
      ...(job === null ? {} : { job }),
    };
    const words = ownWords(person, settings);
    const rows = await sync.ledger.audit(asked, limitOf(query, 'limit', 1_000) ?? 50);
    return {
      jsonBody: {
        rows: rows.map((row) =>
          'message' in row.before && words.areHidden(row)
            ? { ...row, before: { ...row.before, message: hiddenWords } }
            : row,
        ),
      },
    };
  },
});
