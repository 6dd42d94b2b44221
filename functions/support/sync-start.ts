import { z } from 'zod';
import { namedRecords } from '../../shared/start/named-records.ts';
import { previewDays, type DaysPreview } from '../../shared/start/preview-days.ts';
import { runKinds, type Run, type RunKind } from '../../shared/start/run.ts';
import { runProgress } from '../../shared/start/run-progress.ts';
import { putRun } from '../../shared/start/run-store.ts';
import { startRun } from '../../shared/start/start-run.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { noSuchMap } from '../../shared/table-map/no-such-map.ts';
import { isCause } from '../../shared/causes/causes.ts';
import { usualDirection } from '../../shared/support/usual-direction.ts';
import { driveRunQuietly } from '../drive-run.ts';
import { getRuntime } from '../runtime.ts';
import { assertMayEverywhere } from './access/assert-may-everywhere.ts';
import { readBody } from './read-body.ts';
import { RequestError } from './request-error.ts';
import { supportRoute } from './support-route.ts';
import { withDays } from './with-days.ts';

const day = z.iso.date('must be a day such as 2026-01-31');

const body = z.strictObject({
  map: z.string().min(1).exactOptional(),
  company: z.string().min(1).toLowerCase().exactOptional(),
  from: day.exactOptional(),
  to: day.exactOptional(),
  /** Instead of `from` and `to`: a month, or a period of the company's fiscal calendar. */
  period: z.string().min(1).exactOptional(),
  changedSince: day.exactOptional(),
  cause: z.string().min(1).exactOptional(),
  /** As they stand in the ledger: `<map>|<row>`. */
  records: z.array(z.string().min(1)).min(1).max(10_000).exactOptional(),
});
type Asked = z.infer<typeof body>;

/** An answer waits so long for work that is done soon; the rest goes on without it. */
const answerMs = 3_000;

/**
 * Starts a link, an initial sync or a resync: `POST /api/support/sync/{kind}` with `{"map", "company"}`; `initial` also
 * takes `from` and `to`, or a `period`, `resync` also `changedSince`, `cause` or `records`. 202 with the run's progress; with `preview`,
 * amounts by period, where a second person must confirm it first.
 */
supportRoute('sync/{kind}', {
  methods: ['POST'],
  role: 'Support.Admin',
  answer: async ({ request, person }) => {
    assertMayEverywhere(person, 'Support.Admin');
    const { sync } = await getRuntime();
    const kind = runKinds.find((each) => each === request.params['kind']);
    if (kind === undefined) throw new RequestError(404, `There is no such work: ${runKinds.join(', ')}.`);
    const asked = await withDays(sync, await readBody(request, body));
    assertFits(sync, kind, asked);
    const { map, company, from, to, changedSince } = asked;
    const only =
      asked.records === undefined && asked.cause === undefined ? undefined : await namedRecords(sync, asked);
    if (only?.length === 0) throw new RequestError(409, 'No record is meant by that: nothing was started.');
    const needsConfirmation = kind === 'initial' && from !== undefined;
    const run = await startRun(sync, {
      kind,
      by: person.name,
      map,
      company,
      from,
      to,
      changedSince,
      needsConfirmation,
      ...(only === undefined ? {} : { only }),
    });
    if (needsConfirmation)
      return {
        status: 202,
        jsonBody: { preview: await preview(sync, run), ...(await runProgress(sync, run.id)) },
      };
    await Promise.race([driveRunQuietly(sync, run.id), sync.sleep(answerMs)]);
    return { status: 202, jsonBody: await runProgress(sync, run.id) };
  },
});

/**
 * What is to be confirmed. Nobody confirms nothing, or what could not be shown: the run then ends.
 *
 * @throws CounterpartError where a system is away.
 */
async function preview(sync: Sync, run: Run): Promise<readonly DaysPreview[]> {
  const end = (): Promise<void> => putRun(sync, { ...run, finishedAt: new Date(sync.now()).toISOString() });
  try {
    const days = await previewDays(sync, run);
    if (days.length === 0) await end();
    return days;
  } catch (error) {
    await end();
    throw error;
  }
}

/** @throws RequestError (400) saying what of the request does not fit, and what would. */
function assertFits({ maps, companies }: Sync, kind: RunKind, asked: Asked): void {
  const refuse = (text: string): never => {
    throw new RequestError(400, text);
  };
  const { map: name, company, from, to, changedSince, cause, records } = asked;
  if (name !== undefined && !maps.has(name)) refuse(`map: ${noSuchMap(maps, name)}`);
  if (company !== undefined && !companies.has(company))
    refuse(`company: "${company}" is none of ${[...companies.keys()].join(', ')}`);
  const map = name === undefined ? undefined : maps.byName(name);
  const stopped = map === undefined ? undefined : maps.stopped(map);
  if (stopped !== undefined) refuse(`map: "${String(name)}" does not run: ${stopped}`);
  if (cause !== undefined && !isCause(cause))
    refuse(`cause: there is no cause "${cause}"; lists of open records and docs/errors.md name them`);
  if (kind !== 'resync' && (changedSince ?? cause ?? records) !== undefined)
    refuse('changedSince, cause and records belong to resync');
  if (kind !== 'initial' && (from ?? to) !== undefined) refuse('from and to belong to initial');
  if ((from === undefined) !== (to === undefined)) refuse('from and to: give both days, or none');
  if (from !== undefined && to !== undefined && from > to) refuse(`from: ${from} is after ${to}`);
  if (kind === 'initial' && map?.kind === 'transactional' && (from === undefined || company === undefined))
    refuse(`"${map.name}" is transactional: give a company and the days, --from and --to or --period`);
  if (from !== undefined && map?.toDataverse?.target.kind === 'mirror' && map.toDataverse.findBy.length === 0)
    refuse(
      `"${map.name}": rows that others made cannot be recognised in Dataverse, so that older ones could be made twice; its go-live keeps them out`,
    );
  if (from !== undefined && map?.kind !== 'transactional')
    refuse('from and to are for a transactional map, by its name');
  if (kind === 'resync' && (name ?? cause ?? records) === undefined)
    refuse('name a map, a cause or records: an initial sync looks at everything');
  if (changedSince !== undefined && (map === undefined || usualDirection(map) !== 'to-finance'))
    refuse(
      'changedSince needs a map whose source is Dataverse: no set of Finance tells when a row was changed',
    );
}
