import { app } from '@azure/functions';
import { z } from 'zod';
import { atOnce } from '../../shared/support/at-once.ts';
import { discardRecord } from '../../shared/support/discard-record.ts';
import { areaOf } from './area-of.ts';
import { personOf } from './person-of.ts';
import { readBody } from './read-body.ts';
import { supportHandler } from './support-handler.ts';

const body = z.object({
  records: z.array(z.string().min(1)).min(1).max(500),
  reason: z.string().trim().min(3).max(500),
  until: z.iso.datetime().exactOptional(),
});

/** Settles open records as discarded: `POST /api/support/discard {"records", "reason", "until"}`; a result each. */
app.http('support-discard', {
  route: 'support/discard',
  methods: ['POST'],
  authLevel: 'function',
  handler: supportHandler(async (sync, request) => {
    const { records, ...asked } = await readBody(request, body);
    const by = personOf(request);
    const results = await atOnce(8, records, async (record) => ({
      record,
      ...(await discardRecord(sync, await areaOf(sync, record), record, { by, ...asked })),
    }));
    return { jsonBody: { results } };
  }),
});
