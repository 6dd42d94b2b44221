import { recordNumbered } from '../../shared/sync/record-numbered.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { maySee } from './access/may-see.ts';
import { RequestError } from './request-error.ts';
import { supportRoute } from './support-route.ts';
import { ownWords } from './access/own-words.ts';
import { stateFor, timelineFor } from './access/shown-words.ts';

const usage =
  'name a record (?record=), or a map, a number and its company (?map=Projects V2&company=usmf&number=P-1001)';

/** State and timeline of one record, by its id or by what a person calls it: `GET /api/support/record?record=…`. */
supportRoute('record', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync, request: { query }, person, settings }) => {
    const record = query.get('record') ?? (await recordNamed(sync, query));
    if (record === undefined) throw new RequestError(400, usage);
    const state = await sync.ledger.state(record);
    if (state === undefined || !(await maySee(sync, person, record)))
      throw new RequestError(404, `the ledger does not know ${record}`);
    const words = ownWords(person, settings);
    const timeline = timelineFor(words, await sync.ledger.timeline(record, 50), state);
    return { jsonBody: { state: stateFor(words, state), timeline } };
  },
});

/** The record behind a business number; the asked number itself where nothing is known of it. */
async function recordNamed(sync: Sync, query: URLSearchParams): Promise<string | undefined> {
  const map = query.get('map');
  const number = query.get('number');
  if (map === null || number === null) return undefined;
  const company = query.get('company') ?? '';
  const found = sync.maps.has(map)
    ? await recordNumbered(sync, sync.maps.byName(map), company, number)
    : undefined;
  return found ?? `${map}|${number}`;
}
