import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startNativeDualWrite,
  type NativeDualWrite,
} from '../../infra/local/native-dual-write/start-native-dual-write.ts';
import { dataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { financeUser } from '../../infra/local/story/finance-user.ts';
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
import { openWorld, type Row, type World } from './sync-harness.ts';
import { makeActual, makeProject, makeTask, map, postJournal } from './sync-rows.ts';

/** Both systems, and our installation, whose ledger and bus know nothing yet. */
let world: World;
let native: NativeDualWrite;
/** The same with people whose saves pass native dual-write as long as it runs. */
let people: World;
let sync: Sync;
let check: EnvironmentCheck;
let minutes = 0;

beforeAll(async () => {
  world = await openWorld({ gates: { linkFirst: true } });
  native = await startNativeDualWrite({ dataverse: world.dataverse.url, finance: world.finance.url });
  people = {
    ...world,
    june: dataverseUser(native.url, 'June Low'),
    system: dataverseUser(native.url, 'system'),
    alicia: financeUser(native.url),
  };
  const client = { credential: undefined, timeoutMs: 2_000 };
  check = environmentCheck({
    maps: world.maps,
    dataverse: dataverseCounterpart({ url: world.dataverse.url, ...client }),
    finance: financeCounterpart({ url: world.finance.url, ...client }),
    ledger: world.sync.ledger,
    telemetry: { alarm: () => undefined },
    now: () => Date.now() + minutes * 60_000,
    log: () => undefined,
  });
  sync = { ...world.sync, mapFault: check.mapFault };
}, 240_000);
afterAll(async () => {
  await native.close();
  await world.stop();
});

/** The timer that looks whether native maps run. */
async function lookAtNative(): Promise<void> {
  minutes += 5;
  await check.look();
}

const drain = (): Promise<number> => world.drain({ host: () => sync, patienceMs: 120_000 });

/** Works through a run while a host works on what it publishes. */
async function run(asked: Omit<RunAsked, 'by'>): Promise<RunProgress> {
  const { id } = await startRun(sync, { by: 'Zoë', ...asked });
  let how: unknown;
  const driving = driveRun(sync, id, 60_000).then((answer) => (how = answer));
  await world.drain({ until: () => how !== undefined, host: () => sync, patienceMs: 120_000 });
  await driving;
  const progress = await runProgress(sync, id);
  if (progress === undefined) throw new Error('the run is gone');
  return progress;
}

const countsOf = ({ units }: RunProgress, name: string) =>
  units.find((unit) => unit.map === name && unit.company === 'usmf')?.counts;

const inFinance = (): readonly number[] =>
  ['ProjectsV2', 'ProjectTasks', 'ProjActualsImports'].map((set) => world.rows('Finance', set).length);

const actual = (id: string): Row => world.rows('Dataverse', 'msdyn_actual', { msdyn_actualid: id })[0] ?? {};
const touch = (id: string): Promise<void> =>
  people.system.update('msdyn_actual', id, { msdyn_description: 'Touched after the way back' });
const staged = (id: string): readonly Row[] => world.rows('Finance', 'ProjActualsImports', { ActualId: id });

describe('a cut-over from native dual-write', { timeout: 240_000 }, () => {
  it('goes from full sides to a clean period without a doubled row, and back again', async () => {
    // Years of native dual-write: every save crosses while the user waits, or is refused.
    await native.start();
    const project = await makeProject(people, 'P-1');
    const task = await makeTask(people, project, 'A-1');
    await expect(makeTask(people, project, 'A-2', { msdyn_subject: null })).rejects.toThrow(
      /Unable to write data to entity msdyn_projecttasks.*Task name/,
    );
    expect(world.rows('Dataverse', 'msdyn_projecttask')).toHaveLength(1);
    const actuals = [await makeActual(people, project), await makeActual(people, project)];
    expect(inFinance()).toEqual([1, 1, 2]);
    // Its rows have ids of their own.
    for (const id of actuals) {
      expect(actual(id)['msdyn_actualimportid']).not.toBe(id);
      expect(staged(id)).toMatchObject([{ ActualsImportId: actual(id)['msdyn_actualimportid'] }]);
    }
    await postJournal(people);
    for (const id of actuals) expect(actual(id)['msdyn_vouchernumber']).toMatch(/./);

    // 1. Installed while the native maps run: ours do not start, and their changes wait.
    await people.june.update('msdyn_project', project, { msdyn_subject: 'Renamed before the cut-over' });
    await world.run(world.change(map.projects, project), sync);
    expect((await world.state(map.projects, project))?.failure?.cause).toBe('map-stopped');

    // 2. The native maps are stopped, and nobody tracks what is saved: master data goes on by itself once the timer has
    // seen it, transactional rows wait for the link.
    await native.stop();
    await people.june.update('msdyn_project', project, { msdyn_subject: 'Renamed during the cut-over' });
    expect(world.rows('Finance', 'ProjectsV2')).toMatchObject([
      { ProjectName: 'Renamed before the cut-over' },
    ]);
    await lookAtNative();
    await drain();
    expect(world.rows('Finance', 'ProjectsV2')).toMatchObject([
      { ProjectName: 'Renamed during the cut-over' },
    ]);
    const [late, forgotten] = [await makeActual(people, project), await makeActual(people, project)];
    expect(inFinance()).toEqual([1, 1, 2]);
    for (const id of [late, forgotten]) {
      await world.run(world.change(map.actuals, id, { event: 'create' }), sync);
      expect((await world.state(map.actuals, id))?.failure?.cause).toBe('not-linked');
    }

    // 3. Link, and start.
    const linked = await run({ kind: 'link' });
    expect(countsOf(linked, map.tasks)).toEqual({ linked: 1 });
    expect(countsOf(linked, map.actuals)).toEqual({ linked: 2, 'only-in-dataverse': 2 });
    expect(linked.failures).toBe(0);
    await releaseParked(sync);
    await drain();
    const started = await run({ kind: 'initial' });
    expect(countsOf(started, map.projects)).toEqual({ unchanged: 1 });
    expect(countsOf(started, map.tasks)).toEqual({ unchanged: 1 });
    expect(inFinance()).toEqual([1, 1, 4]);

    // 4. What native dual-write brought is looked at and left alone; the late rows are posted, and their vouchers return.
    await postJournal(people);
    for (const id of [...actuals, late, forgotten]) {
      await world.run(world.change(map.actuals, id), sync);
      await world.run(world.change(map.actuals, id, { source: 'finance' }), sync);
    }
    await drain();
    expect(inFinance()).toEqual([1, 1, 4]);
    expect(actual(late)['msdyn_vouchernumber']).toMatch(/./);
    expect(await closeCheck(sync, 'usmf', calendarMonth('2026-10'))).toMatchObject({
      clean: true,
      open: [],
      differences: [],
      stopped: [],
    });

    // The way back: ours are paused, and the native maps start without an initial sync. They find every row by its key.
    await setPause(
      sync,
      { map: '*', company: 'usmf', direction: '*' },
      { by: 'Zoë', reason: 'back to dual-write' },
    );
    await native.start();
    await people.june.update('msdyn_projecttask', task, { msdyn_subject: 'Renamed after the way back' });
    expect(world.rows('Finance', 'ProjectTasks')).toMatchObject([{ TaskName: 'Renamed after the way back' }]);
    await world.run(world.change(map.tasks, task), sync);
    expect((await world.state(map.tasks, task))?.failure?.cause).toBe('paused');
    // An actual that ours staged has no import id in Dataverse; native dual-write would not find it, and stage it again.
    await touch(forgotten);
    expect(staged(forgotten)).toHaveLength(2);
    await world.system.update('msdyn_actual', late, { msdyn_actualimportid: late });
    for (const id of [...actuals, late]) {
      await touch(id);
      expect(staged(id)).toHaveLength(1);
    }
    for (const name of ['Projects V2', 'Project tasks'])
      expect(await native.initialSync(name)).toEqual({ rows: 1, errors: [] });
    expect(inFinance().slice(0, 2)).toEqual([1, 1]);
    await lookAtNative();
    expect(await check.mapFault(world.maps.byName(map.tasks))).toContain('native dual-write map runs too');
  });
});
