import { z } from 'zod';
import { syncNow } from '../../shared/support/sync-now.ts';
import { assertMay } from './access/assert-may.ts';
import { readBody } from './read-body.ts';
import { RequestError } from './request-error.ts';
import { supportRoute } from './support-route.ts';

const body = z.strictObject({ record: z.string().min(1) });

/**
 * Compares a settled record now and writes what differs: `POST /api/support/sync-now {"record"}`. 404: it is not known;
 * 409: it is open, and is replayed instead.
 */
supportRoute('sync-now', {
  methods: ['POST'],
  role: 'Support.Replay',
  answer: async ({ sync, request, person }) => {
    const { record } = await readBody(request, body);
    await assertMay(sync, person, 'Support.Replay', [record]);
    const state = await sync.ledger.state(record);
    if (state === undefined) throw new RequestError(404, `The ledger does not know ${record}.`);
    const refused = await syncNow(sync, state, person.name);
    if (refused !== undefined) throw new RequestError(409, refused);
    return { status: 202, jsonBody: { outcome: 'sent' } };
  },
});
