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
import { runScan } from '../../shared/sync/run-scan.ts';
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
}, 60_000);
afterAll(async () => {
  await native.close();
  await world.stop();
});

/** The timer that looks whether native maps run. */
async function lookAtNative(): Promise<void> {
  minutes += 5;
  await check.look();
}

const drain = (): Promise<number> => world.drain({ host: () => sync, patienceMs: 30_000 });

/** Works through a run while a host works on what it publishes. */
async function run(asked: Omit<RunAsked, 'by'>): Promise<RunProgress> {
  const { id } = await startRun(sync, { by: 'Zoë', ...asked });
  let how: unknown;
  const driving = driveRun(sync, id, 60_000).then((answer) => (how = answer));
  await world.drain({ until: () => how !== undefined, host: () => sync, patienceMs: 30_000 });
  await driving;
  const progress = await runProgress(sync, id);
  if (progress === undefined) throw new Error('the run is gone');
  return progress;
}

const countsOf = ({ units }: RunProgress, name: string) =>
  units.find((unit) => unit.map === name && unit.company === 'usmf')?.counts;

const inFinance = (): readonly number[] =>
  ['ProjectsV2', 'ProjectTasks', 'ProjActualsImports'].map((set) => world.rows('Finance', set).length);

/** An expense of the project, from report to posting. */
async function postExpense({ alicia }: World, date: string, number: string): Promise<void> {
  const line = { costType: 'HOTEL', project: 'P-1', activity: 'A-1', currency: 'USD', amount: '120.5' };
  await alicia.act('create-expense-report', {
    company: 'usmf',
    number,
    lines: [{ ...line, date, text: number }],
  });
  await alicia.act('post-expense-report', { company: 'usmf', number });
}

const expenses = (): readonly unknown[] =>
  world.rows('Dataverse', 'msdyn_expense').map((row) => row['msdyn_externaldescription']);

/** The actual that Dataverse made of an expense when it approved it. */
const costOf = (expense: string): string | undefined =>
  world
    .rows('Dataverse', 'msdyn_actual', {
      msdyn_externaldescription: expense,
      msdyn_transactiontypecode: '192350000',
    })
    .map((row) => String(row['msdyn_actualid']))[0];

const tasksInFinance = (): readonly unknown[] =>
  world.rows('Finance', 'ProjectTasks').map((row) => row['TaskId']);

async function deleteTask(url: string, id: string): Promise<void> {
  const answer = await fetch(`${url}/api/data/v9.2/msdyn_projecttasks(${id})`, {
    method: 'DELETE',
    headers: { 'x-sandbox-user': 'June Low' },
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** As a person does. */
async function deleteInFinance(set: string, row: Row): Promise<void> {
  const answer = await fetch(`${world.finance.url}/sandbox/rows/${set}`, {
    method: 'PUT',
    body: JSON.stringify({ deletes: [row] }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const actual = (id: string): Row => world.rows('Dataverse', 'msdyn_actual', { msdyn_actualid: id })[0] ?? {};
const touch = (id: string): Promise<void> =>
  people.system.update('msdyn_actual', id, { msdyn_description: 'Touched after the way back' });
const staged = (id: string): readonly Row[] => world.rows('Finance', 'ProjActualsImports', { ActualId: id });

describe('a cut-over from native dual-write', { timeout: 60_000 }, () => {
  it('goes from full sides to a clean period without a doubled row, and back again', async () => {
    // Years of native dual-write: every save crosses while the user waits, or is refused.
    await native.start();
    const project = await makeProject(people, 'P-1');
    const task = await makeTask(people, project, 'A-1');
    await expect(makeTask(people, project, 'A-2', { msdyn_subject: null })).rejects.toThrow(
      /Unable to write data to entity msdyn_projecttasks.*Task name/,
    );
    expect(world.rows('Dataverse', 'msdyn_projecttask')).toHaveLength(1);
    // A deleted row goes on both sides.
    const dropped = await makeTask(people, project, 'A-3');
    expect(tasksInFinance()).toEqual(['A-1', 'A-3']);
    await deleteTask(native.url, dropped);
    expect(tasksInFinance()).toEqual(['A-1']);
    const forgottenTask = await makeTask(people, project, 'A-4');
    const actuals = [await makeActual(people, project), await makeActual(people, project)];
    expect(inFinance()).toEqual([1, 2, 2]);
    // Its rows have ids of their own.
    for (const id of actuals) {
      expect(actual(id)['msdyn_actualimportid']).not.toBe(id);
      expect(staged(id)).toMatchObject([{ ActualsImportId: actual(id)['msdyn_actualimportid'] }]);
    }
    // An expense crosses while the person waits who posts it; it is dated before the go-live of ours.
    await postExpense(people, '2025-12-20', 'EXP-1');
    expect(expenses()).toEqual(['EXP-1']);
    await postJournal(people);
    for (const id of actuals) expect(actual(id)['msdyn_vouchernumber']).toMatch(/./);

    // 1. Installed while the native maps run: ours do not start, and their changes wait.
    await people.june.update('msdyn_project', project, { msdyn_subject: 'Renamed before the cut-over' });
    await world.run(world.change(map.projects, project), sync);
    expect((await world.state(map.projects, project))?.failure?.cause).toBe('map-stopped');

    // A pause is no stop: ours do not start beside a paused map, which replays what waited.
    native.pause();
    await people.june.update('msdyn_project', project, { msdyn_subject: 'Renamed in the pause' });
    expect(world.rows('Finance', 'ProjectsV2')).toMatchObject([
      { ProjectName: 'Renamed before the cut-over' },
    ]);
    await lookAtNative();
    expect(await check.mapFault(world.maps.byName(map.projects))).toContain('native dual-write map runs too');
    expect(await native.resume('catch-up')).toEqual({ rows: 1, errors: [] });
    expect(world.rows('Finance', 'ProjectsV2')).toMatchObject([{ ProjectName: 'Renamed in the pause' }]);

    // 2. The native maps are stopped, and nobody tracks what is saved: master data goes on by itself once the timer has
    // seen it, transactional rows wait for the link.
    await native.stop();
    await people.june.update('msdyn_project', project, { msdyn_subject: 'Renamed during the cut-over' });
    await deleteTask(native.url, forgottenTask);
    expect(world.rows('Finance', 'ProjectsV2')).toMatchObject([{ ProjectName: 'Renamed in the pause' }]);
    await lookAtNative();
    await drain();
    expect(world.rows('Finance', 'ProjectsV2')).toMatchObject([
      { ProjectName: 'Renamed during the cut-over' },
    ]);
    const [late, forgotten] = [await makeActual(people, project), await makeActual(people, project)];
    expect(inFinance()).toEqual([1, 2, 2]);
    for (const id of [late, forgotten]) {
      await world.run(world.change(map.actuals, id, { event: 'create' }), sync);
      expect((await world.state(map.actuals, id))?.failure?.cause).toBe('not-linked');
    }

    // 3. Link, and start.
    const linked = await run({ kind: 'link' });
    // What was deleted while nobody tracked it is told here alone; a person deletes it in Finance.
    expect(countsOf(linked, map.tasks)).toEqual({ linked: 1, 'only-in-finance': 1 });
    expect(linked.units.find((unit) => unit.map === map.tasks)?.findings).toMatchObject([
      { what: 'only-in-finance', row: 'usmf|P-1|A-4' },
    ]);
    await deleteInFinance('ProjectTasks', { dataAreaId: 'usmf', ProjectId: 'P-1', TaskId: 'A-4' });
    expect(countsOf(linked, map.actuals)).toEqual({ linked: 2, 'only-in-dataverse': 2 });
    expect(linked.failures).toBe(0);
    await releaseParked(sync);
    await drain();
    const started = await run({ kind: 'initial' });
    expect(countsOf(started, map.projects)).toEqual({ unchanged: 1 });
    expect(countsOf(started, map.tasks)).toEqual({ unchanged: 1 });
    expect(inFinance()).toEqual([1, 1, 4]);

    // No expense that native dual-write brought is brought a second time; the next one is brought once.
    await postExpense(people, '2026-10-26', 'EXP-2');
    expect(expenses()).toEqual(['EXP-1']);
    for (let scan = 0; scan < 2; scan++) {
      for (const name of [map.categories, map.expenses])
        await runScan(sync, { schema: 'scan/1', map: name, company: 'usmf', origin: 'test' });
      await drain();
    }
    expect(expenses()).toEqual(['EXP-1', 'EXP-2']);
    await expect.poll(() => costOf('EXP-2'), { timeout: 30_000 }).toBeDefined();
    await world.run(world.change(map.actuals, costOf('EXP-2') ?? '', { event: 'create' }), sync);
    await drain();

    // 4. What native dual-write brought is looked at and left alone; the late rows are posted, and their vouchers return.
    await postJournal(people);
    for (const id of [...actuals, late, forgotten]) {
      await world.run(world.change(map.actuals, id), sync);
      await world.run(world.change(map.actuals, id, { source: 'finance' }), sync);
    }
    await drain();
    expect(inFinance()).toEqual([1, 1, 5]);
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
