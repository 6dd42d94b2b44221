import type { OpenRow } from '../../shared/ledger/ledger.ts';
import { openRecords } from '../../shared/sync/open-records.ts';
import { areas } from '../../shared/table-map/area.ts';
import { mayDo } from './access/may-do.ts';
import { RequestError } from './request-error.ts';
import { supportRoute } from './support-route.ts';
import { ownWords } from './access/own-words.ts';

/** What is open, all areas or one: `GET /api/support/open?area=expense`. */
supportRoute('open', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync, request: { query }, person, settings }) => {
    const wanted = query.get('area');
    const chosen = areas.filter((area) => wanted === null || area === wanted);
    if (chosen.length === 0) throw new RequestError(400, `area must be one of ${areas.join(', ')}`);
    const rows: OpenRow[] = [];
    for (const area of chosen)
      for await (const row of openRecords(sync, area)) if (mayDo(person, 'Support.Read', row)) rows.push(row);
    const words = ownWords(person, settings);
    return { jsonBody: rows.map((row) => ({ ...row, failure: words.of(row.failure, row) })) };
  },
});
