import { app } from '@azure/functions';
import { confirmRun } from '../../shared/start/confirm-run.ts';
import { runAgain } from '../../shared/start/run-again.ts';
import { runProgress } from '../../shared/start/run-progress.ts';
import { readRuns } from '../../shared/start/run-store.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { driveRunQuietly } from '../drive-run.ts';
import { personOf } from './person-of.ts';
import { RequestError } from './request-error.ts';
import { supportHandler } from './support-handler.ts';

/** Links, initial syncs and resyncs, the newest first: `GET /api/support/sync-runs`. */
app.http('support-sync-runs', {
  route: 'support/sync-runs',
  methods: ['GET'],
  authLevel: 'function',
  handler: supportHandler(async (sync) => ({ jsonBody: { runs: await readRuns(sync) } })),
});

/** How far a run is: `GET /api/support/sync-runs/{id}`. */
app.http('support-sync-run', {
  route: 'support/sync-runs/{id}',
  methods: ['GET'],
  authLevel: 'function',
  handler: supportHandler(async (sync, { params }) => ({
    jsonBody: await progressOf(sync, params['id'] ?? ''),
  })),
});

/**
 * A second person confirms that rows from before go-live may cross: `POST /api/support/sync-runs/{id}/confirm`. 409: it
 * is the person who asked for it, or there is nothing to confirm.
 */
app.http('support-sync-confirm', {
  route: 'support/sync-runs/{id}/confirm',
  methods: ['POST'],
  authLevel: 'function',
  handler: supportHandler(async (sync, request) => {
    const { run } = await progressOf(sync, request.params['id'] ?? '');
    const refused = await confirmRun(sync, run, personOf(request));
    if (refused !== undefined) throw new RequestError(409, refused);
    void driveRunQuietly(sync, run.id);
    return { status: 202, jsonBody: await progressOf(sync, run.id) };
  }),
});

/** Runs what failed of a run once more, and nothing else: `POST /api/support/sync-runs/{id}/again`. 409: nothing has. */
app.http('support-sync-again', {
  route: 'support/sync-runs/{id}/again',
  methods: ['POST'],
  authLevel: 'function',
  handler: supportHandler(async (sync, request) => {
    const { run } = await progressOf(sync, request.params['id'] ?? '');
    const again = await runAgain(sync, run, personOf(request));
    if (again === undefined) throw new RequestError(409, `Nothing of run ${run.id} is open any more.`);
    void driveRunQuietly(sync, again.id);
    return { status: 202, jsonBody: await progressOf(sync, again.id) };
  }),
});

async function progressOf(sync: Sync, id: string) {
  const progress = await runProgress(sync, id);
  if (progress === undefined) throw new RequestError(404, `There is no run ${id}.`);
  return progress;
}
