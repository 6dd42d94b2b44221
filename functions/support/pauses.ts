import { app } from '@azure/functions';
import { z } from 'zod';
import { heldBack } from '../../shared/support/held-back.ts';
import { setPause, endPause } from '../../shared/support/set-pause.ts';
import type { PausePlace } from '../../shared/sync/gates/gate-names.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { personOf } from './person-of.ts';
import { readBody } from './read-body.ts';
import { RequestError } from './request-error.ts';
import { supportHandler } from './support-handler.ts';

const place = z.strictObject({
  map: z.string().min(1).exactOptional(),
  company: z.string().min(1).toLowerCase().exactOptional(),
  direction: z.enum(['to-finance', 'to-dataverse']).exactOptional(),
  only: z.literal('deletes').exactOptional(),
});

const placeOf = ({ map = '*', company = '*', direction, only }: z.infer<typeof place>): PausePlace => ({
  map,
  company,
  direction: direction ?? '*',
  ...(only === undefined ? {} : { only }),
});

/** What is paused, which systems are not called, and how many records that holds back: `GET /api/support/pauses`. */
app.http('support-pauses', {
  route: 'support/pauses',
  methods: ['GET'],
  authLevel: 'function',
  handler: supportHandler(async (sync) => ({ jsonBody: await heldBack(sync) })),
});

/**
 * Pauses a map, a legal entity, a direction, or any combination; `"only": "deletes"` its deletes alone:
 * `POST /api/support/pause {"map", "company", "direction", "only", "why"}`.
 */
app.http('support-pause', {
  route: 'support/pause',
  methods: ['POST'],
  authLevel: 'function',
  handler: supportHandler(async (sync, request) => {
    const { why, ...asked } = await readBody(
      request,
      place.extend({ why: z.string().trim().min(3).max(500) }),
    );
    const where = placeOf(asked);
    assertThere(sync, where);
    return { jsonBody: await setPause(sync, where, { by: personOf(request), why }) };
  }),
});

/** Ends a pause; what it held back goes on at a rate: `POST /api/support/resume {"map", "company", "direction", "only"}`. */
app.http('support-resume', {
  route: 'support/resume',
  methods: ['POST'],
  authLevel: 'function',
  handler: supportHandler(async (sync, request) => {
    const where = placeOf(await readBody(request, place));
    return { jsonBody: await endPause(sync, where, personOf(request)) };
  }),
});

/** @throws RequestError (400) naming what of the place does not exist: such a pause would hold nothing back. */
function assertThere({ maps, companies }: Sync, { map, company, direction }: PausePlace): void {
  if (map !== '*' && !maps.has(map)) throw new RequestError(400, `map: there is no table map "${map}"`);
  if (company !== '*' && !companies.has(company))
    throw new RequestError(400, `company: "${company}" is none of ${[...companies.keys()].join(', ')}`);
  if (map === '*' && company === '*' && direction === '*')
    throw new RequestError(400, 'name a map, a company or a direction');
}
