import { confirmRun } from '../../shared/start/confirm-run.ts';
import { runAgain } from '../../shared/start/run-again.ts';
import { runProgress } from '../../shared/start/run-progress.ts';
import type { Run } from '../../shared/start/run.ts';
import { readRuns } from '../../shared/start/run-store.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { driveRunQuietly } from '../drive-run.ts';
import { getRuntime } from '../runtime.ts';
import { assertMayEverywhere } from './access/assert-may-everywhere.ts';
import { RequestError } from './request-error.ts';
import { supportRoute } from './support-route.ts';
import { previewDays, type DaysPreview } from '../../shared/start/preview-days.ts';
import { mayDo } from './access/may-do.ts';
import { placeOfUnit, runFor } from './access/run-for.ts';

/** Links, initial syncs and resyncs, the newest first: `GET /api/support/sync-runs`. */
supportRoute('sync-runs', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync }) => ({ jsonBody: { runs: await readRuns(sync) } }),
});

/**
 * How far a run is: `GET /api/support/sync-runs/{id}`. With `?preview=yes`, where a second person must confirm it first,
 * also its rows and amounts by month. Whose role is limited sees of it what lies within the limits.
 */
supportRoute('sync-runs/{id}', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync, person, settings, request: { params, query } }) => {
    const progress = runFor(person, settings, sync.maps, await progressOf(sync, params['id'] ?? ''));
    const { run } = progress;
    const isAsked = query.get('preview') === 'yes' && run.needsConfirmation && run.confirmedBy === undefined;
    if (!isAsked) return { jsonBody: progress };
    const preview = (await previewDays(sync, run)).filter((days) =>
      mayDo(person, 'Support.Read', placeOfUnit(sync.maps, days)),
    );
    const isHidden = (days: DaysPreview): boolean =>
      settings.hide.has('amounts') && !mayDo(person, 'Support.Replay', placeOfUnit(sync.maps, days));
    return {
      jsonBody: {
        ...progress,
        preview: preview.map((days) => (isHidden(days) ? { ...days, amounts: {} } : days)),
      },
    };
  },
});

/**
 * A second person confirms that rows from before go-live may cross: `POST /api/support/sync-runs/{id}/confirm`. 409: it
 * is the person who asked for it, or there is nothing to confirm.
 */
drivenRoute('confirm', async (sync, run, by) => {
  const refused = await confirmRun(sync, run, by);
  if (refused !== undefined) throw new RequestError(409, refused);
  return run.id;
});

/** Runs what failed of a run once more, and nothing else: `POST /api/support/sync-runs/{id}/again`. 409: nothing has. */
drivenRoute('again', async (sync, run, by) => {
  const again = await runAgain(sync, run, by);
  if (again === undefined) throw new RequestError(409, `Nothing of run ${run.id} is open any more.`);
  return again.id;
});

/** Something that an administrator does to a run, which then goes on: `act` answers with the id of the run that does. */
function drivenRoute(name: string, act: (sync: Sync, run: Run, by: string) => Promise<string>): void {
  supportRoute(`sync-runs/{id}/${name}`, {
    methods: ['POST'],
    role: 'Support.Admin',
    answer: async ({ request, person }) => {
      assertMayEverywhere(person, 'Support.Admin');
      const { sync } = await getRuntime();
      const { run } = await progressOf(sync, request.params['id'] ?? '');
      const id = await act(sync, run, person.name);
      void driveRunQuietly(sync, id);
      return { status: 202, jsonBody: await progressOf(sync, id) };
    },
  });
}

async function progressOf(sync: Sync, id: string) {
  const progress = await runProgress(sync, id);
  if (progress === undefined)
    throw new RequestError(404, `There is no run ${id}. npm run sync -- runs lists them.`);
  return progress;
}
