import { z } from 'zod';
import { heldBack } from '../../shared/support/held-back.ts';
import { setPause, endPause } from '../../shared/support/set-pause.ts';
import type { PausePlace } from '../../shared/sync/gates/gate-names.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { reasonSchema } from './reason-schema.ts';
import { mayDo } from './access/may-do.ts';
import type { Person } from './access/person.ts';
import { readBody } from './read-body.ts';
import { RequestError } from './request-error.ts';
import { supportRoute } from './support-route.ts';

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
supportRoute('pauses', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync }) => ({ jsonBody: await heldBack(sync) }),
});

/**
 * Pauses a map, a legal entity, a direction, or any combination; `"only": "deletes"` its deletes alone:
 * `POST /api/support/pause {"map", "company", "direction", "only", "reason"}`.
 */
supportRoute('pause', {
  methods: ['POST'],
  role: 'Support.Admin',
  answer: async ({ sync, request, person }) => {
    const { reason, ...asked } = await readBody(request, place.extend({ reason: reasonSchema }));
    const where = placeOf(asked);
    assertThere(sync, where);
    assertWithin(sync, person, where);
    return { jsonBody: await setPause(sync, where, { by: person.name, reason }) };
  },
});

/** Ends a pause; what it held back goes on at a rate: `POST /api/support/resume {"map", "company", "direction", "only"}`. */
supportRoute('resume', {
  methods: ['POST'],
  role: 'Support.Admin',
  answer: async ({ sync, request, person }) => {
    const where = placeOf(await readBody(request, place));
    assertWithin(sync, person, where);
    return { jsonBody: await endPause(sync, where, person.name) };
  },
});

/** @throws RequestError (400) naming what of the place does not exist: such a pause would hold nothing back. */
function assertThere({ maps, companies }: Sync, { map, company, direction }: PausePlace): void {
  if (map !== '*' && !maps.has(map)) throw new RequestError(400, `map: there is no table map "${map}"`);
  if (company !== '*' && !companies.has(company))
    throw new RequestError(400, `company: "${company}" is none of ${[...companies.keys()].join(', ')}`);
  if (map === '*' && company === '*' && direction === '*')
    throw new RequestError(400, 'name a map, a company or a direction');
}

/** A pause reaches all areas that it does not narrow down: only who has no limits there may set or end it. */
function assertWithin(sync: Sync, person: Person, { map, company }: PausePlace): void {
  const place = {
    area: sync.maps.has(map) ? sync.maps.byName(map).area : undefined,
    company: company === '*' ? undefined : company,
  };
  if (!mayDo(person, 'Support.Admin', place))
    throw new RequestError(
      403,
      `${person.name} may not do this: it reaches beyond the legal entities and areas of ${person.roles.map(({ role }) => role).join(', ')}.`,
    );
}
