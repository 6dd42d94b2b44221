import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeCheck } from '../../shared/close-check/close-check.ts';
import { calendarMonth } from '../../shared/periods/period.ts';
import { dataverseCounterpart } from '../../shared/dataverse/dataverse-counterpart.ts';
import { financeCounterpart } from '../../shared/finance/finance-counterpart.ts';
import { environmentCheck, type EnvironmentCheck } from '../../shared/map-check/environment-check.ts';
import { driveRun } from '../../shared/start/drive-run.ts';
import { runProgress, type RunProgress } from '../../shared/start/run-progress.ts';
import { startRun, type RunAsked } from '../../shared/start/start-run.ts';
import { setPause } from '../../shared/support/set-pause.ts';
import { releaseParked } from '../../shared/sync/gates/release-parked.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { openWorld, type World } from './sync-harness.ts';
import { makeActual, makeProject, makeTask, map, postJournal } from './sync-rows.ts';

/** The company's two systems, and what stands for native dual-write: it brought every row across before we came. */
let native: World;
/** Ledger and bus of our installation, which know nothing yet. */
let ours: World;
let sync: Sync;
let check: EnvironmentCheck;
let minutes = 0;

beforeAll(async () => {
  [native, ours] = await Promise.all([openWorld(), openWorld({ gates: { linkFirst: true } })]);
  const client = { credential: undefined, timeoutMs: 2_000 };
  check = environmentCheck({
    maps: native.maps,
    dataverse: dataverseCounterpart({ url: native.dataverse.url, ...client }),
    finance: financeCounterpart({ url: native.finance.url, ...client }),
    ledger: ours.sync.ledger,
    telemetry: { alarm: () => undefined },
    now: () => Date.now() + minutes * 60_000,
    log: () => undefined,
  });
  sync = {
    ...ours.sync,
    dataverse: native.sync.dataverse,
    finance: native.sync.finance,
    choices: native.sync.choices,
    mapFault: check.mapFault,
  };
}, 60_000);
afterAll(() => Promise.all([native.stop(), ours.stop()]));

/** Starts native maps as dual-write itself notes it: a row for each. @returns what stops them. */
async function startNative(): Promise<() => Promise<void>> {
  const pairs = [
    ['msdyn_projects', 'Projects V2'],
    ['msdyn_projecttasks', 'Project tasks'],
    ['msdyn_actuals', 'Project Operations integration actuals'],
  ] as const;
  const ids = await Promise.all(
    pairs.map(([SourceEntityName, DestinationEntityName]) =>
      native.june.create('msdyn_dualwriteruntimeconfig', {
        msdyn_unsecure: JSON.stringify({
          SourceEntityName,
          DestinationEntityName,
          EntityMapVersion: { Major: 1, Minor: 0, Build: 0, Revision: 3 },
        }),
      }),
    ),
  );
  return async () => {
    for (const id of ids)
      await fetch(`${native.dataverse.url}/api/data/v9.2/msdyn_dualwriteruntimeconfigs(${id})`, {
        method: 'DELETE',
      });
  };
}

/** The timer that looks whether native maps run. */
async function lookAtNative(): Promise<void> {
  minutes += 5;
  await check.look();
}

const drain = (): Promise<number> => ours.drain({ host: () => sync, patienceMs: 30_000 });

/** Works through a run while a host works on what it publishes. */
async function run(asked: Omit<RunAsked, 'by'>): Promise<RunProgress> {
  const { id } = await startRun(sync, { by: 'Zoë', ...asked });
  let how: unknown;
  const driving = driveRun(sync, id, 60_000).then((answer) => (how = answer));
  await ours.drain({ until: () => how !== undefined, host: () => sync, patienceMs: 30_000 });
  await driving;
  const progress = await runProgress(sync, id);
  if (progress === undefined) throw new Error('the run is gone');
  return progress;
}

const countsOf = ({ units }: RunProgress, name: string) =>
  units.find((unit) => unit.map === name && unit.company === 'usmf')?.counts;

const inFinance = (): readonly number[] =>
  ['ProjectsV2', 'ProjectTasks', 'ProjActualsImports'].map((set) => native.rows('Finance', set).length);

describe('a cut-over from native dual-write', { timeout: 60_000 }, () => {
  it('goes from full sides to a clean period without a doubled row, and back again', async () => {
    // Years of native dual-write.
    const project = await makeProject(native, 'P-1');
    const task = await makeTask(native, project, 'A-1');
    const actuals = [await makeActual(native, project), await makeActual(native, project)];
    const rows = [
      [map.projects, project],
      [map.tasks, task],
      ...actuals.map((id) => [map.actuals, id] as const),
    ] as const;
    for (const [name, row] of rows) await native.run(native.change(name, row, { event: 'create' }));
    await postJournal(native);
    for (const id of actuals) await native.run(native.change(map.actuals, id, { source: 'finance' }));
    const stopNative = await startNative();
    expect(inFinance()).toEqual([1, 1, 2]);

    // 1. Installed while the native maps run: ours do not start, and their changes wait.
    await native.june.update('msdyn_project', project, { msdyn_subject: 'Renamed during the cut-over' });
    await ours.run(ours.change(map.projects, project), sync);
    expect((await ours.state(map.projects, project))?.failure?.cause).toBe('map-stopped');

    // 2. The native maps are stopped: master data goes on by itself, transactional rows wait for the link.
    await stopNative();
    await lookAtNative();
    await drain();
    expect(native.rows('Finance', 'ProjectsV2')).toMatchObject([
      { ProjectName: 'Renamed during the cut-over' },
    ]);
    const late = await makeActual(native, project);
    await ours.run(ours.change(map.actuals, late, { event: 'create' }), sync);
    expect((await ours.state(map.actuals, late))?.failure?.cause).toBe('not-linked');

    // 3. Link, and start.
    const linked = await run({ kind: 'link' });
    expect(countsOf(linked, map.tasks)).toEqual({ linked: 1 });
    expect(countsOf(linked, map.actuals)).toEqual({ linked: 2, 'only-in-dataverse': 1 });
    expect(linked.failures).toBe(0);
    await releaseParked(sync);
    await drain();
    const started = await run({ kind: 'initial' });
    expect(countsOf(started, map.projects)).toEqual({ unchanged: 1 });
    expect(countsOf(started, map.tasks)).toEqual({ unchanged: 1 });
    expect(inFinance()).toEqual([1, 1, 3]);

    // 4. What was brought by native is looked at and left alone; the late row is posted, and its voucher returns.
    await postJournal(native);
    for (const id of [...actuals, late]) {
      await ours.run(ours.change(map.actuals, id), sync);
      await ours.run(ours.change(map.actuals, id, { source: 'finance' }), sync);
    }
    await drain();
    expect(inFinance()).toEqual([1, 1, 3]);
    expect(await closeCheck(sync, 'usmf', calendarMonth('2026-10'))).toMatchObject({
      clean: true,
      open: [],
      differences: [],
      stopped: [],
    });

    // The way back: ours are paused, the native maps start and find every row by its key.
    await setPause(
      sync,
      { map: '*', company: 'usmf', direction: '*' },
      { by: 'Zoë', why: 'back to dual-write' },
    );
    await startNative();
    await native.june.update('msdyn_projecttask', task, { msdyn_subject: 'Renamed after the way back' });
    await ours.run(ours.change(map.tasks, task), sync);
    expect((await ours.state(map.tasks, task))?.failure?.cause).toBe('paused');
    expect(native.rows('Finance', 'ProjectTasks')).not.toMatchObject([
      { TaskName: 'Renamed after the way back' },
    ]);
    for (const [name, row] of [...rows, [map.actuals, late] as const])
      await native.run(native.change(name, row));
    expect(inFinance()).toEqual([1, 1, 3]);
    expect(native.rows('Finance', 'ProjectTasks')).toMatchObject([
      { TaskName: 'Renamed after the way back' },
    ]);
    await lookAtNative();
    expect(await check.mapFault(native.maps.byName(map.tasks))).toContain('native dual-write map runs too');
  });
});
