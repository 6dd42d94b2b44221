import { app } from '@azure/functions';
import { groupOpen } from '../../shared/support/group-open.ts';
import { listPage } from '../../shared/support/list-page.ts';
import { openRows } from '../../shared/support/open-rows.ts';
import { stoppedMaps } from '../../shared/support/stopped-maps.ts';
import { limitOf, queryOf } from './query-schema.ts';
import { supportHandler } from './support-handler.ts';

/** A page of open records: `GET /api/support/records?area=&map=&company=&outcome=&cause=&cure=&olderThan=&limit=&after=`. */
app.http('support-records', {
  route: 'support/records',
  methods: ['GET'],
  authLevel: 'function',
  handler: supportHandler(async (sync, { query }) => {
    const page = await listPage(
      sync,
      queryOf(query),
      limitOf(query, 50, 500),
      query.get('after') ?? undefined,
    );
    return { jsonBody: page };
  }),
});

/** Maps that do not run, and open records by cause, the most frequent first; the same filters: `GET /api/support/groups`. */
app.http('support-groups', {
  route: 'support/groups',
  methods: ['GET'],
  authLevel: 'function',
  handler: supportHandler(async (sync, { query }) => {
    const [rows, stopped] = await Promise.all([openRows(sync, queryOf(query)), stoppedMaps(sync)]);
    return { jsonBody: { total: rows.length, groups: groupOpen(rows), stoppedMaps: stopped } };
  }),
});
