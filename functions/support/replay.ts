import { app } from '@azure/functions';
import { z } from 'zod';
import { replay } from '../../shared/sync/replay.ts';
import { areas } from '../../shared/table-map/area.ts';
import { getRuntime } from '../runtime.ts';

const body = z.object({ area: z.enum(areas), record: z.string().min(1) });

/** Replays one rejected record: `POST /api/support/replay {"area", "record"}`. */
app.http('support-replay', {
  route: 'support/replay',
  methods: ['POST'],
  authLevel: 'function',
  handler: async (request) => {
    const wanted = body.safeParse(await request.json().catch(() => undefined));
    if (!wanted.success)
      return {
        status: 400,
        jsonBody: {
          error: wanted.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
        },
      };
    const { sync } = await getRuntime();
    const replayed = await replay(sync, wanted.data.area, wanted.data.record);
    return { status: replayed.outcome === 'sent' ? 202 : 409, jsonBody: replayed };
  },
});
