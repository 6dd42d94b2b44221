import { z } from 'zod';
import { cures } from '../../shared/support/cure-of.ts';
import type { OpenQuery } from '../../shared/support/open-query.ts';
import { parseAge } from '../../shared/support/parse-age.ts';
import { standings } from '../../shared/support/standing.ts';
import { areas } from '../../shared/table-map/area.ts';
import { RequestError } from './request-error.ts';
import { faults } from './read-body.ts';

const olderThan = z.string().transform((text, context) => {
  const age = parseAge(text);
  if (age === undefined) context.addIssue('must be an age such as 30m, 2h or 3d');
  return age ?? 0;
});

/** Filters of open records, as a URL or a body carries them. */
export const querySchema = z
  .object({
    area: z.enum(areas).exactOptional(),
    map: z.string().exactOptional(),
    company: z.string().exactOptional(),
    outcome: z.enum(standings).exactOptional(),
    cause: z.string().exactOptional(),
    field: z.string().exactOptional(),
    cure: z.enum(cures).exactOptional(),
    olderThan: olderThan.exactOptional(),
  })
  .transform(({ olderThan: olderThanMs, ...query }): OpenQuery => ({
    ...query,
    ...(olderThanMs === undefined ? {} : { olderThanMs }),
  }));

/** Filters of a URL. @throws RequestError (400) naming the one that is wrong. */
export function queryOf(query: URLSearchParams): OpenQuery {
  const read = querySchema.safeParse(Object.fromEntries(query));
  if (read.success) return read.data;
  throw new RequestError(400, faults(read.error));
}

/** A whole number of a URL between 1 and `most`; undefined where it is not there. @throws RequestError (400). */
export function limitOf(query: URLSearchParams, name: string, most: number): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > most) throw new RequestError(400, `${name}: must be a number from 1 to ${most}`);
  return limit;
}
