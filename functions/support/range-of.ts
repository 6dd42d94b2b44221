import { z } from 'zod';
import type { Range } from '../../shared/compare/range.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { noSuchMap } from '../../shared/table-map/no-such-map.ts';
import type { TableMap } from '../../shared/table-map/table-map.ts';
import { RequestError } from './request-error.ts';
import { faults } from './read-body.ts';
import { withDays } from './with-days.ts';

const day = z.iso.date('must be a day such as 2026-01-31');

const schema = z.strictObject({
  map: z.string().min(1).exactOptional(),
  company: z.string().min(1).toLowerCase().exactOptional(),
  from: day.exactOptional(),
  to: day.exactOptional(),
  /** Instead of `from` and `to`: a month, or a period of the company's fiscal calendar. */
  period: z.string().min(1).exactOptional(),
});

/**
 * Which maps, and which of their rows, a comparison is about.
 *
 * @throws RequestError (400) naming what does not fit; CounterpartError where a fiscal calendar cannot be asked for.
 */
export async function rangeOf(
  sync: Sync,
  asked: unknown,
): Promise<{ readonly maps: readonly TableMap[]; readonly range: Range }> {
  const { maps, companies } = sync;
  const read = schema.safeParse(asked);
  if (!read.success) throw new RequestError(400, faults(read.error));
  const { map, ...range } = read.data;
  const { company, from, to } = range;
  if (map !== undefined && !maps.has(map)) throw new RequestError(400, `map: ${noSuchMap(maps, map)}`);
  if (company !== undefined && !companies.has(company))
    throw new RequestError(400, `company: "${company}" is none of ${[...companies.keys()].join(', ')}`);
  if (from !== undefined && to !== undefined && from > to)
    throw new RequestError(400, `from: ${from} is after ${to}`);
  return {
    maps: map === undefined ? maps.all().filter((each) => !maps.isOff(each)) : [maps.byName(map)],
    range: await withDays(sync, range),
  };
}
