import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmRun } from '../../shared/start/confirm-run.ts';
import { driveRun } from '../../shared/start/drive-run.ts';
import { namedRecords } from '../../shared/start/named-records.ts';
import { previewDays } from '../../shared/start/preview-days.ts';
import { runAgain } from '../../shared/start/run-again.ts';
import type { Run } from '../../shared/start/run.ts';
import { runProgress, type RunProgress } from '../../shared/start/run-progress.ts';
import { startRun, type RunAsked } from '../../shared/start/start-run.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { recordOf } from '../../shared/table-map/record-of.ts';
import { longLeases, openWorld, type World } from './sync-harness.ts';
import { fresh, makeActual, makeProject, makeTask, map } from './sync-rows.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ timing: longLeases });
}, 240_000);
afterAll(() => world.stop());

const progressOf = async ({ id }: Run): Promise<RunProgress> => {
  const progress = await runProgress(world.sync, id);
  if (progress === undefined) throw new Error('the run is gone');
  return progress;
};

/** Drives a run to its end while a host works on what it publishes. */
async function drive(
  run: Run,
  host: Sync = world.sync,
  watch: () => Promise<void> = () => Promise.resolve(),
): Promise<RunProgress> {
  let ended: unknown;
  const driving = driveRun(world.sync, run.id, 60_000).then((how) => (ended = how));
  await world.drain({
    until: () => watch().then(() => ended !== undefined),
    host: () => host,
    patienceMs: 120_000,
  });
  await driving;
  expect(ended).toBe('finished');
  await world.drain();
  return progressOf(run);
}

/** As if the time of a host that ended and holds a run had passed. */
async function endHold({ id, by, at }: Run): Promise<void> {
  const mine = { name: `run|${id}`, by, at, token: 'the test', until: at, mark: '' };
  await world.sync.ledger.takeHold(mine, () => true);
  await world.sync.ledger.dropHold(mine.name, mine.token);
}

const start = (asked: Omit<RunAsked, 'by'>): Promise<Run> => startRun(world.sync, { by: 'Zoë', ...asked });

const countsOf = ({ units }: RunProgress, name: string) =>
  units.find((unit) => unit.map === name && unit.company === 'usmf')?.counts;

describe('an initial sync', { timeout: 240_000 }, () => {
  it('writes parents before children, adopts equal rows without a write, names every failure, and runs only those again', async () => {
    const projects = [fresh('P'), fresh('P')];
    const ids = await Promise.all(projects.map((number) => makeProject(world, number)));
    const tasks = await Promise.all(ids.map((id) => makeTask(world, id, fresh('A'))));
    const nameless = await makeTask(world, ids[0] ?? '', fresh('A'), { msdyn_subject: null });
    // One project is in Finance already, as native dual-write left it.
    await world.run(world.change(map.projects, ids[0] ?? '', { event: 'create' }));

    const progress = await drive(await start({ kind: 'initial' }));
    expect(countsOf(progress, map.projects)).toEqual({ applied: 1, unchanged: 1 });
    expect(countsOf(progress, map.tasks)).toEqual({ applied: 2, rejected: 1 });
    expect(progress.units.map((unit) => unit.map)).not.toContain(map.actuals);
    expect(progress.failures).toBe(1);
    const failed = progress.units.flatMap(({ findings }) => findings);
    expect(failed).toMatchObject([{ what: 'rejected' }]);
    expect(failed[0]?.why).toContain('Task name');
    for (const number of projects)
      expect(world.rows('Finance', 'ProjectsV2', { ProjectId: number })).toHaveLength(1);
    // Nobody waited for a parent.
    for (const task of tasks)
      expect((await world.timeline(map.tasks, task)).map(({ outcome }) => outcome)).toEqual(['applied']);
    // What was refused is a dead letter like any other, for a person to replay.
    expect(await world.takeIn('setup-configuration')).toMatchObject({ open: 1 });

    await world.june.update('msdyn_projecttask', nameless, { msdyn_subject: 'Named' });
    const again = await runAgain(world.sync, progress.run, 'Zoë');
    if (again === undefined) throw new Error('nothing to run again');
    const second = await drive(again);
    expect(second.units).toMatchObject([{ map: map.tasks, total: 1, counts: { applied: 1 } }]);
    expect(await runAgain(world.sync, progress.run, 'Zoë')).toBeUndefined();
  });

  it('goes on where a host was killed, again and again, and looks at each row once', async () => {
    const project = await makeProject(world, fresh('P'));
    await world.run(world.change(map.projects, project, { event: 'create' }));
    const tasks: string[] = [];
    for (let row = 0; row < 410; row++) tasks.push(await makeTask(world, project, fresh('A')));
    const run = await start({ kind: 'initial', map: map.tasks, company: 'usmf' });

    const seen: RunProgress[] = [];
    const watch = async (): Promise<void> => {
      seen.push(await progressOf(run));
    };
    for (const operations of [1, 2, 2]) {
      // A host that ends in the middle of an operation, and gives nothing back.
      let left = operations;
      const killed: Sync = {
        ...world.sync,
        bus: {
          ...world.sync.bus,
          publish: async (messages) => {
            await world.sync.bus.publish(messages.slice(0, 120));
            if (--left === 0) throw new Error('killed');
          },
        },
        ledger: { ...world.sync.ledger, dropHold: () => Promise.resolve() },
      };
      let end = '';
      driveRun(killed, run.id, 60_000).then(
        (how) => (end = how),
        (error: unknown) => (end = String(error)),
      );
      await world.drain({ until: () => watch().then(() => end !== '') });
      expect(end).toBe('Error: killed');
      expect(await driveRun(world.sync, run.id, 60_000)).toBe('busy');
      await world.drain();
      await endHold(run);
    }
    const progress = await drive(run, world.sync, watch);
    expect(progress.rows.done).toBe(progress.rows.total);
    // What a person sees on the way never goes back, and the pace counts nothing that a host before had done.
    const done = seen.map(({ rows }) => rows.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.some((rows) => rows > 0 && rows < progress.rows.total)).toBe(true);
    expect(progress.units[0]?.pace?.rows).toBe(0);
    expect(progress.units[0]?.total).toBeGreaterThanOrEqual(410);
    expect(countsOf(progress, map.tasks)?.['applied']).toBe(410);
    const looks = await Promise.all(tasks.map((task) => world.timeline(map.tasks, task)));
    expect(looks.filter((rows) => rows.length !== 1)).toEqual([]);
    expect(progress.failures).toBe(0);
  });

  it('F51: a live change that comes during the initial sync wins', async () => {
    const project = await makeProject(world, fresh('P'));
    await world.run(world.change(map.projects, project, { event: 'create' }));
    const number = fresh('A');
    const task = await makeTask(world, project, number);
    let written = false;
    // The person saves right after the initial sync has read the row, and the live change comes while it still writes.
    const slow: Sync = {
      ...world.sync,
      finance: {
        ...world.sync.finance,
        create: async (table, key, values) => {
          if (table.set === 'ProjectTasks' && !written) {
            written = true;
            await world.june.update('msdyn_projecttask', task, { msdyn_subject: 'Newer' });
            await world.run(world.change(map.tasks, task));
          }
          return world.sync.finance.create(table, key, values);
        },
      },
    };
    const only = await namedRecords(world.sync, { records: [recordOf(world.maps.byName(map.tasks), task)] });
    await drive(await start({ kind: 'resync', only }), slow);
    expect(written).toBe(true);
    expect(world.rows('Finance', 'ProjectTasks', { TaskId: number })).toMatchObject([{ TaskName: 'Newer' }]);
  });

  it('lets rows from before go-live cross only within days that a second person confirmed, and says their amounts first', async () => {
    const project = await makeProject(world, fresh('P'));
    await world.run(world.change(map.projects, project, { event: 'create' }));
    const old = await makeActual(world, project, { date: '2025-11-10', hours: 8, price: 62.5 });
    const older = await makeActual(world, project, { date: '2025-10-31', hours: 8, price: 62.5 });
    const run = await start({
      kind: 'initial',
      map: map.actuals,
      company: 'usmf',
      from: '2025-11-01',
      to: '2025-11-30',
      needsConfirmation: true,
    });
    expect(await previewDays(world.sync, run)).toMatchObject([
      { period: '2025-11', rows: 1, company: 'usmf', amounts: { msdyn_amount: '500' } },
    ]);
    expect(await driveRun(world.sync, run.id, 1_000)).toBe('waits');
    expect(await confirmRun(world.sync, run, ' zoë')).toContain('another person must confirm it');
    expect(await driveRun(world.sync, run.id, 1_000)).toBe('waits');
    expect(world.rows('Finance', 'ProjActualsImports')).toEqual([]);

    expect(await confirmRun(world.sync, run, 'Alicia')).toBeUndefined();
    expect(await world.sync.ledger.audit({ by: 'Alicia' }, 5)).toMatchObject([
      { action: 'confirm', before: { askedBy: 'Zoë' }, after: { from: '2025-11-01', to: '2025-11-30' } },
    ]);
    const progress = await drive(run);
    expect(countsOf(progress, map.actuals)).toEqual({ applied: 1 });
    const crossed = world
      .rows('Finance', 'ProjActualsImports')
      .map((row) => String(row['ActualId']).toLowerCase());
    expect(crossed).toEqual([old]);
    await world.run(world.change(map.actuals, older));
    expect((await world.state(map.actuals, older))?.reason).toContain('before the go-live');
  });
});

describe('a resync', { timeout: 240_000 }, () => {
  it('looks at what is open for a cause, at single records, and at what changed since a day', async () => {
    const project = await makeProject(world, fresh('P'));
    await world.run(world.change(map.projects, project, { event: 'create' }));
    const number = fresh('A');
    const task = await makeTask(world, project, number, { msdyn_subject: null });
    await expect(world.run(world.change(map.tasks, task))).rejects.toThrow('TaskName');
    await world.june.update('msdyn_projecttask', task, { msdyn_subject: 'Named' });
    const only = await namedRecords(world.sync, { cause: 'mandatory-field-empty', map: map.tasks });
    expect(only).toEqual([{ map: map.tasks, company: '*', rows: [task] }]);
    expect((await drive(await start({ kind: 'resync', only }))).units).toMatchObject([
      { counts: { applied: 1 } },
    ]);

    // Nobody was told of this change.
    await world.june.update('msdyn_projecttask', task, { msdyn_subject: 'Renamed' });
    const since = (day: string) =>
      start({ kind: 'resync', map: map.tasks, company: 'usmf', changedSince: day }).then((run) => drive(run));
    expect((await since('2999-01-01')).rows).toEqual({ total: 0, done: 0 });
    expect(countsOf(await since('2020-01-01'), map.tasks)?.['applied']).toBe(1);
    expect(world.rows('Finance', 'ProjectTasks', { TaskId: number })).toMatchObject([
      { TaskName: 'Renamed' },
    ]);
  });
});
