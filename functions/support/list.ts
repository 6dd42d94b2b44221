import { groupOpen } from '../../shared/support/group-open.ts';
import { groupNoteName, groupNotes } from '../../shared/support/group-note.ts';
import { listPage, pageOf, type ListedPage } from '../../shared/support/list-page.ts';
import { openRows } from '../../shared/support/open-rows.ts';
import { stoppedMaps } from '../../shared/support/stopped-maps.ts';
import { limitOf, queryOf } from './query-schema.ts';
import { supportRoute } from './support-route.ts';
import { ownWords, type OwnWords } from './access/own-words.ts';

/** A page of open records: `GET /api/support/records?area=&map=&company=&outcome=&cause=&field=&cure=&olderThan=&limit=&after=`. */
supportRoute('records', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync, request: { query }, person, settings }) => {
    const limit = limitOf(query, 'limit', mostRecords) ?? 50;
    const page = await listPage(sync, queryOf(query), limit, query.get('after') ?? undefined);
    return { jsonBody: inWords(page, ownWords(person, settings)) };
  },
});

/**
 * Maps that do not run, and open records by cause, the most frequent first; the same filters: `GET /api/support/groups`.
 * With `?first=50` also the first page of the list, which saves a second reading of what is open.
 */
supportRoute('groups', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync, request: { query }, person, settings }) => {
    const limit = limitOf(query, 'first', mostRecords);
    const read = openRows(sync, queryOf(query));
    const [rows, stopped, notes, first] = await Promise.all([
      read,
      stoppedMaps(sync),
      groupNotes(sync),
      limit === undefined ? undefined : read.then((rows) => pageOf(sync, rows, limit)),
    ]);
    const words = ownWords(person, settings);
    const groups = groupOpen(rows.map((row) => ({ ...row, failure: words.of(row.failure, row) }))).map(
      (group) => {
        const note = notes.get(groupNoteName(group));
        return note === undefined ? group : { ...group, note };
      },
    );
    return {
      jsonBody: {
        total: rows.length,
        groups,
        stoppedMaps: stopped,
        ...(first === undefined ? {} : { first: inWords(first, words) }),
      },
    };
  },
});

const mostRecords = 500;

const inWords = (page: ListedPage, words: OwnWords): ListedPage => ({
  ...page,
  records: page.records.map((record) => words.of(record, record)),
});
