import { groupOpen } from '../../shared/support/group-open.ts';
import { groupNoteName, groupNotes } from '../../shared/support/group-note.ts';
import { listPage } from '../../shared/support/list-page.ts';
import { openRows } from '../../shared/support/open-rows.ts';
import { stoppedMaps } from '../../shared/support/stopped-maps.ts';
import { limitOf, queryOf } from './query-schema.ts';
import { supportRoute } from './support-route.ts';
import { ownWords } from './access/own-words.ts';

/** A page of open records: `GET /api/support/records?area=&map=&company=&outcome=&cause=&cure=&olderThan=&limit=&after=`. */
supportRoute('records', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync, request: { query }, person, settings }) => {
    const page = await listPage(
      sync,
      queryOf(query),
      limitOf(query, 50, 500),
      query.get('after') ?? undefined,
    );
    const words = ownWords(person, settings);
    return { jsonBody: { ...page, records: page.records.map((record) => words.of(record, record)) } };
  },
});

/** Maps that do not run, and open records by cause, the most frequent first; the same filters: `GET /api/support/groups`. */
supportRoute('groups', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync, request: { query }, person, settings }) => {
    const [rows, stopped, notes] = await Promise.all([
      openRows(sync, queryOf(query)),
      stoppedMaps(sync),
      groupNotes(sync),
    ]);
    const words = ownWords(person, settings);
    const groups = groupOpen(rows.map((row) => ({ ...row, failure: words.of(row.failure, row) }))).map(
      (group) => {
        const note = notes.get(groupNoteName(group));
        return note === undefined ? group : { ...group, note };
      },
    );
    return { jsonBody: { total: rows.length, groups, stoppedMaps: stopped } };
  },
});
