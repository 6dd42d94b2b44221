import { z } from 'zod';
import type { Sync } from '../../shared/sync/sync.ts';
import { documentOf } from '../../shared/support/document-of.ts';
import { frozenListHash } from '../../shared/support/frozen-list-hash.ts';
import { openRows } from '../../shared/support/open-rows.ts';
import type { Preview } from '../../shared/support/preview.ts';
import { previewAll } from '../../shared/support/preview-all.ts';
import { assertMay } from './access/assert-may.ts';
import { hidden } from './access/hidden.ts';
import { areaOf } from './area-of.ts';
import { querySchema } from './query-schema.ts';
import { readBody } from './read-body.ts';
import { supportRoute } from './support-route.ts';

/** Previews of one call: their reads take seconds, and a call must be answered within minutes. */
const most = 500;

const body = z.union([
  z.strictObject({ records: z.array(z.string().min(1)).min(1).max(most) }),
  z.strictObject({ document: z.string().min(1) }),
  z.strictObject({ query: querySchema, after: z.string().exactOptional() }),
]);

/**
 * What a replay would come to, without writing: `POST /api/support/preview` with `{"records": […]}`, `{"document":
 * "<record>"}` for all open records of its document, or `{"query": {…}, "after"}` for those that are asked for, up to
 * 500 at a time.
 */
supportRoute('preview', {
  methods: ['POST'],
  role: 'Support.Read',
  answer: async ({ sync, request, person, settings }) => {
    const asked = await readBody(request, body);
    const named = 'records' in asked ? asked.records : 'document' in asked ? [asked.document] : [];
    await assertMay(sync, person, 'Support.Read', named);
    const { items, ...rest } = await previewed(sync, asked);
    return {
      jsonBody: { items: items.map((item) => hidden(item, person, settings, sync.maps)), ...rest },
    };
  },
});

interface Previewed {
  readonly items: readonly Preview[];
  readonly hash: string;
  readonly next?: string;
}

async function previewed(sync: Sync, asked: z.infer<typeof body>): Promise<Previewed> {
  if ('document' in asked) {
    const items = await documentOf(sync, asked.document);
    return { items, hash: frozenListHash(items) };
  }
  if ('records' in asked) {
    const records = await Promise.all(
      asked.records.map(async (record) => ({ record, area: await areaOf(sync, record) })),
    );
    return previewAll(sync, records);
  }
  const { query, after = '' } = asked;
  const rows = (await openRows(sync, query)).filter(({ since, record }) => `${since} ${record}` > after);
  const page = rows.slice(0, most);
  const last = rows.length > page.length ? page.at(-1) : undefined;
  return {
    ...(await previewAll(sync, page)),
    ...(last === undefined ? {} : { next: `${last.since} ${last.record}` }),
  };
}
