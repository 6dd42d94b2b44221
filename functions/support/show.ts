import { app } from '@azure/functions';
import { findRecords } from '../../shared/support/find-records.ts';
import { showRecord } from '../../shared/support/show-record.ts';
import { RequestError } from './request-error.ts';
import { supportHandler } from './support-handler.ts';

/**
 * One record by its name, business number or id: `GET /api/support/show?name=P-1001`. `matches` instead where several
 * are meant.
 */
app.http('support-show', {
  route: 'support/show',
  methods: ['GET'],
  authLevel: 'function',
  handler: supportHandler(async (sync, { query }) => {
    const name = query.get('name') ?? '';
    if (name.trim() === '')
      throw new RequestError(400, 'name: a record, a business number or the id of a Dataverse row');
    const matches = await findRecords(sync, name);
    const [only] = matches;
    if (matches.length > 1) return { jsonBody: { matches } };
    const shown = only === undefined ? undefined : await showRecord(sync, only);
    if (shown === undefined)
      throw new RequestError(
        404,
        `Nothing is known of "${name}". A record that is not open is found by its whole number as lists print it (P-1001 A-000001), or by the id of its Dataverse row.`,
      );
    return { jsonBody: { shown } };
  }),
});
