import { z } from 'zod';
import { putGroupNote } from '../../shared/support/group-note.ts';
import { readBody } from './read-body.ts';
import { supportRoute } from './support-route.ts';

const text = z.string().trim().max(500);
const body = z.object({
  cause: z.string().min(1),
  field: z.string().exactOptional(),
  owner: text,
  ticket: text,
  comment: text,
});

/**
 * Says who is at a group of open records, under which ticket, and what is to be known:
 * `POST /api/support/note {"cause", "field", "owner", "ticket", "comment"}`.
 */
supportRoute('note', {
  methods: ['POST'],
  role: 'Support.Replay',
  answer: async ({ sync, request, person }) => {
    const { cause, field, ...said } = await readBody(request, body);
    return { jsonBody: await putGroupNote(sync, { cause, field }, said, person.name) };
  },
});
