import pMap from 'p-map';
import { z } from 'zod';
import { discardRecord } from '../../shared/support/discard-record.ts';
import { needsSecondPerson } from '../../shared/support/discard-request.ts';
import { reasonSchema } from './reason-schema.ts';
import { assertMay } from './access/assert-may.ts';
import { areaOf } from './area-of.ts';
import { discardByTwo } from './discard-by-two.ts';
import { readBody } from './read-body.ts';
import { supportRoute } from './support-route.ts';

const body = z.object({
  records: z.array(z.string().min(1)).min(1).max(500),
  reason: reasonSchema,
  until: z.iso.datetime().exactOptional(),
});

/** Settles open records as discarded: `POST /api/support/discard {"records", "reason", "until"}`; a result each. */
supportRoute('discard', {
  methods: ['POST'],
  role: 'Support.Replay',
  answer: async ({ sync, request, person, isSignedIn, settings }) => {
    const { records, ...asked } = await readBody(request, body);
    const by = person.name;
    await assertMay(sync, person, 'Support.Replay', records);
    const results = await pMap(
      records,
      async (record) => ({
        record,
        ...(settings.secondPerson && needsSecondPerson(sync, record)
          ? await discardByTwo(sync, record, { by, ...asked }, isSignedIn)
          : await discardRecord(sync, await areaOf(sync, record), record, { by, ...asked })),
      }),
      { concurrency: 8 },
    );
    return { jsonBody: { results } };
  },
});
