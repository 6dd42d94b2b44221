import pMap from 'p-map';
import { z } from 'zod';
import { acceptDifference } from '../../shared/compare/accept-difference.ts';
import { reasonSchema } from './reason-schema.ts';
import { assertMay } from './access/assert-may.ts';
import { readBody } from './read-body.ts';
import { supportRoute } from './support-route.ts';

const body = z.strictObject({
  records: z.array(z.string().min(1)).min(1).max(500),
  reason: reasonSchema,
  until: z.iso.datetime().exactOptional(),
});

/**
 * Lets differences be that comparisons show: `POST /api/support/accept {"records", "reason", "until"}`; a result each. They
 * are shown again when they change, or from `until` on.
 */
supportRoute('accept', {
  methods: ['POST'],
  role: 'Support.Replay',
  answer: async ({ sync, request, person }) => {
    const { records, ...asked } = await readBody(request, body);
    await assertMay(sync, person, 'Support.Replay', records);
    const results = await pMap(
      records,
      async (record) => ({
        record,
        ...(await acceptDifference(sync, record, { by: person.name, ...asked })),
      }),
      { concurrency: 4 },
    );
    return { jsonBody: { results } };
  },
});
