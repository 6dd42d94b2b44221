import { compareAll, type ComparedAll } from '../../shared/compare/compare-all.ts';
import type { Comparison } from '../../shared/compare/comparison.ts';
import { patientReads } from '../../shared/compare/patient-reads.ts';
import { publishLooks } from '../../shared/compare/publish-look.ts';
import type { Range } from '../../shared/compare/range.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import type { TableMap } from '../../shared/table-map/table-map.ts';
import { whileAsked } from './while-asked.ts';
import { getRuntime } from '../runtime.ts';
import { assertMaySeeValues } from './access/assert-may-see-values.ts';
import { mayDo, type Place } from './access/may-do.ts';
import { limitOf } from './query-schema.ts';
import { rangeOf } from './range-of.ts';
import { readJson } from './read-body.ts';
import { RequestError } from './request-error.ts';
import { supportRoute } from './support-route.ts';

/** The platform answers a caller itself after 230 seconds: what is not compared by then is left to the terminal. */
const longestMs = 180_000;

/** Findings that an answer holds. */
const most = 10_000;

/**
 * Both systems, record by record and column by column: `GET /api/support/compare?map=…&company=…&from=…&to=…&limit=…`,
 * or `period` instead of the days.
 * `findings` holds the first `limit` (200) records that differ, `counts` and `totals` all; `isWhole` is false where time
 * ran out. Writes nothing.
 */
supportRoute('compare', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ request: { query }, person, settings }) => {
    const { sync } = await getRuntime();
    const limit = limitOf(query, 'limit', most) ?? 200;
    const { limit: _, ...asked } = Object.fromEntries(query);
    const { maps, range } = await rangeOf(sync, asked);
    assertMaySeeValues(person, placeOf(maps, asked['map'], range), settings);
    const findings: Comparison[] = [];
    const compared = await compare(sync, maps, range, (rows) => {
      findings.push(...rows.slice(0, limit - findings.length));
    });
    return { jsonBody: { ...compared, findings } };
  },
});

/**
 * Asks the sync to look at every record that differs: `POST /api/support/compare/fix {"map", "company", "from", "to"}`.
 * Answers with how many were `published`.
 */
supportRoute('compare/fix', {
  methods: ['POST'],
  role: 'Support.Admin',
  answer: async ({ request, person }) => {
    const { sync } = await getRuntime();
    const asked = await readJson(request);
    const { maps, range } = await rangeOf(sync, asked);
    const place = placeOf(maps, (asked as { readonly map?: string }).map, range);
    if (!mayDo(person, 'Support.Admin', place))
      throw new RequestError(
        403,
        `${person.name} may not do this: it reaches beyond the legal entities and areas of ${person.roles.map(({ role }) => role).join(', ')}.`,
      );
    let published = 0;
    const compared = await compare(sync, maps, range, async (rows) => {
      published += await publishLooks(sync, rows);
    });
    return { jsonBody: { ...compared, published } };
  },
});

/** @throws CounterpartError, LedgerError where a system is away. */
async function compare(
  sync: Sync,
  maps: readonly TableMap[],
  range: Range,
  found: Parameters<typeof compareAll>[3],
): Promise<ComparedAll> {
  const end = sync.now() + longestMs;
  const patient = patientReads(sync, whileAsked);
  const { interrupted, ...compared } = await compareAll(patient, maps, range, found, () => sync.now() < end);
  if (interrupted !== undefined) throw interrupted.error;
  return compared;
}

const placeOf = (maps: readonly TableMap[], named: string | undefined, { company }: Range): Place => ({
  area: named === undefined ? undefined : maps[0]?.area,
  company,
});
