import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEnvironment, type Environment } from '../../infra/local/environment.ts';
import { until } from '../../infra/local/story/stage.ts';
import { switchSandbox } from '../../infra/local/story/switch-sandbox.ts';
import type { LedgerStore } from '../../infra/local/ledger-store/start-ledger-store.ts';
import { tableStorageLedger } from '../../shared/ledger/table-storage/table-storage-ledger.ts';
import { readRun, readRuns, readUnits } from '../../shared/start/run-store.ts';
import type { RunUnit } from '../../shared/start/run.ts';
import { peopleOf } from './people.ts';
import { makeProject, makeTask } from './sync-rows.ts';

let environment: Environment;
beforeAll(async () => {
  environment = await startEnvironment({
    financeEvents: 'off',
    writeBack: 'standard',
    dataverseEndpoint: 'webhook',
    lockSeconds: 3,
    linkAtStart: false,
    settings: {
      LEASE_SECONDS: '3',
      LAST_WRITE_SECONDS: '1',
      REQUEST_TIMEOUT_SECONDS: '1',
      RETRY_SECONDS: '0.5',
      // Neither reconciliation nor an event may bring these rows.
      RECONCILE_SCHEDULE: '0 0 0 1 1 *',
    },
  });
  await switchSandbox(environment.dataverse.url, 'events', { drop: true });
  const people = await peopleOf(environment.dataverse.url);
  const project = await makeProject(people, 'P-1');
  for (const number of ['A-1', 'A-2', 'A-3']) await makeTask(people, project, number);
}, 240_000);
afterAll(() => environment.stop());

/** The ledger is read past the API: nobody asks a host for anything. */
const openLedger = ({ connectionString }: LedgerStore) => ({
  ledger: tableStorageLedger({ connectionString }, { clock: Date.now, timeoutMs: 2_000 }),
});

const rowsOf = (set: string): readonly unknown[] => environment.finance.rows(set);

it(
  'an initial sync whose host was killed is finished by the timer of another host, though nobody calls its API',
  { timeout: 240_000 },
  async () => {
    const past = openLedger(environment.ledgerStore);
    // Tasks are not begun before their project is through, and Finance fails for projects.
    await switchSandbox(environment.finance.url, 'mode', {
      mode: 'failing',
      sets: ['ProjectsV2'],
      // Of one record alone: no breaker opens, and the look is tried again and again.
      status: 502,
    });
    const driving = await environment.addHost();
    // Whether the answer comes before the host is killed makes no difference.
    void fetch(`${driving.url}/api/support/sync/initial`, {
      method: 'POST',
      headers: { 'x-functions-key': environment.functionKey, 'x-support-user': 'Zoe' },
      body: '{}',
    }).catch(() => undefined);
    const run = await until(90_000, async () => (await readRuns(past))[0]);
    if (run === undefined) throw new Error('no run was begun');
    const unitOf = async (map: string): Promise<RunUnit | undefined> =>
      (await readUnits(past, run.id)).find((unit) => unit.map === map);
    await expect.poll(async () => (await unitOf('Projects V2'))?.step, { timeout: 60_000 }).toBe('begun');
    await driving.kill();
    expect([await unitOf('Projects V2'), await unitOf('Project tasks')]).toMatchObject([
      { step: 'begun', counts: {} },
      { step: 'to-do' },
    ]);
    await switchSandbox(environment.finance.url, 'mode', { mode: 'normal' });

    await expect
      .poll(async () => (await readRun(past, run.id))?.finishedAt, { timeout: 60_000 })
      .toBeDefined();
    expect((await unitOf('Projects V2'))?.counts).toEqual({ applied: 1 });
    expect((await unitOf('Project tasks'))?.counts).toEqual({ applied: 3 });
    expect([rowsOf('ProjectsV2').length, rowsOf('ProjectTasks').length]).toEqual([1, 3]);
  },
);
