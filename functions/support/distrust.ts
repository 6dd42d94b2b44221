import { z } from 'zod';
import { raiseEpoch } from '../../shared/support/raise-epoch.ts';
import { reasonSchema } from './reason-schema.ts';
import { assertMayEverywhere } from './access/assert-may-everywhere.ts';
import { readBody } from './read-body.ts';
import { supportRoute } from './support-route.ts';

const body = z.strictObject({ reason: reasonSchema });

/** After a restore or refresh of either system: everything is compared once more. `POST /api/support/distrust {"reason"}`. */
supportRoute('distrust', {
  methods: ['POST'],
  role: 'Support.Admin',
  answer: async ({ sync, request, person }) => {
    assertMayEverywhere(person, 'Support.Admin');
    const { reason } = await readBody(request, body);
    return { jsonBody: { epoch: await raiseEpoch(sync, { by: person.name, reason }) } };
  },
});
