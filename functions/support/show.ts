import { discardRequest } from '../../shared/support/discard-request.ts';
import { findRecords } from '../../shared/support/find-records.ts';
import { showRecord } from '../../shared/support/show-record.ts';
import { hidden } from './access/hidden.ts';
import { maySee } from './access/may-see.ts';
import { RequestError } from './request-error.ts';
import { supportRoute } from './support-route.ts';
import { recordLinks } from '../../shared/support/record-links.ts';
import { recordMap } from '../../shared/support/record-map.ts';
import { getRuntime } from '../runtime.ts';
import { ownWords } from './access/own-words.ts';
import { shownFor } from './access/shown-words.ts';

/**
 * One record by its name, business number or id: `GET /api/support/show?name=P-1001`. `matches` instead where several
 * are meant.
 */
supportRoute('show', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync, request: { query }, person, settings }) => {
    const name = query.get('name') ?? '';
    if (name.trim() === '')
      throw new RequestError(400, 'name: a record, a business number or the id of a Dataverse row');
    const found = await findRecords(sync, name);
    const visible = await Promise.all(found.map((record) => maySee(sync, person, record)));
    const matches = found.filter((_, index) => visible[index]);
    const [only] = matches;
    if (matches.length > 1) return { jsonBody: { matches } };
    const shown = only === undefined ? undefined : await showRecord(sync, only);
    if (shown === undefined)
      throw new RequestError(
        404,
        `Nothing is known of "${name}". A record that is not open is found by its whole number as lists print it (P-1001 A-000001), or by the id of its Dataverse row.`,
      );
    const asked = await discardRequest(sync, shown.record);
    const preview = hidden(shown.preview, person, settings, sync.maps);
    const { settings: systems } = await getRuntime();
    const place = recordMap(sync.maps, shown.record);
    const { company } = preview;
    const counterpartKey = shown.state?.counterpartKey;
    return {
      jsonBody: {
        ...(asked === undefined ? {} : { discardAsked: asked }),
        shown: { ...shownFor(ownWords(person, settings), shown), preview },
        links:
          place === undefined
            ? {}
            : recordLinks(systems, {
                ...place,
                counterpartKey,
                company,
                financeForm: settings.financeForms[place.map.name],
              }),
      },
    };
  },
});
