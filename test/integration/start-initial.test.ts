import pMap from 'p-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataverseCounterpart } from '../../shared/dataverse/dataverse-counterpart.ts';
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
}, 60_000);
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
  driver: Sync = world.sync,
): Promise<RunProgress> {
  let ended: unknown;
  const driving = driveRun(driver, run.id, 60_000).then((how) => (ended = how));
  await world.drain({
    until: () => watch().then(() => ended !== undefined),
    host: () => host,
    patienceMs: 30_000,
  });
  await driving;
  expect(ended).toBe('finished');
  await world.drain();
  return progressOf(run);
}

const start = (asked: Omit<RunAsked, 'by'>): Promise<Run> => startRun(world.sync, { by: 'Zoë', ...asked });

const countsOf = ({ units }: RunProgress, name: string) =>
  units.find((unit) => unit.map === name && unit.company === 'usmf')?.counts;

const hour = 3_600_000;

/**
 * The clock of the host that takes over from the one before: the hold of that one is over for it, and for nobody else,
 * however long a step of the test takes.
 */
const turnOf = (turn: number, sync: Sync = world.sync): Sync => ({
  ...sync,
  now: () => Date.now() + turn * hour,
  timing: { ...sync.timing, leaseMs: hour / 2 },
});

/** How often each of these tasks was looked at. */
const looksAt = (tasks: readonly string[]): Promise<readonly number[]> =>
  pMap(tasks, async (task) => (await world.timeline(map.tasks, task)).length, { concurrency: 16 });

describe('an initial sync', { timeout: 60_000 }, () => {
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

  it('goes on after a kill with the page that was not through, and over the rows of no page again that was', async () => {
    const project = await makeProject(world, fresh('P'));
    await world.run(world.change(map.projects, project, { event: 'create' }));
    const tasks: string[] = [];
    for (let row = 0; row < 48; row++) tasks.push(await makeTask(world, project, fresh('A')));
    const pageRows = 8;
    const inPages: Sync = {
      ...world.sync,
      dataverse: dataverseCounterpart({
        url: world.dataverse.url,
        credential: undefined,
        timeoutMs: 2_000,
        pageSize: pageRows,
      }),
    };
    const run = await start({ kind: 'initial', map: map.tasks, company: 'usmf' });
    // Of what was written before the host ended nothing is missing, and nothing of it is written afterwards.
    let isDead = false;
    const live = <Answer>(answer: () => Promise<Answer>): Promise<Answer> =>
      isDead ? Promise.reject(new Error('killed')) : answer();
    let sends = 0;
    const killed: Sync = {
      ...turnOf(0, inPages),
      bus: {
        ...inPages.bus,
        publish: async (messages) => {
          await live(() => inPages.bus.publish(messages));
          isDead = ++sends === 5;
          if (isDead) throw new Error('killed');
        },
      },
      ledger: {
        ...inPages.ledger,
        putControl: (name, value) => live(() => inPages.ledger.putControl(name, value)),
        dropHold: () => Promise.resolve(),
      },
    };
    let end = '';
    driveRun(killed, run.id, 60_000).then(
      (how) => (end = how),
      (error: unknown) => (end = String(error)),
    );
    await world.drain({ until: () => end !== '', patienceMs: 30_000 });
    expect(end).toBe('Error: killed');
    await world.drain();

    const reads: (string | undefined)[] = [];
    let rows = 0;
    const counting: Sync = {
      ...turnOf(1, inPages),
      dataverse: {
        ...inPages.dataverse,
        page: async (at, ...asked) => {
          const page = await inPages.dataverse.page(at, ...asked);
          reads.push(at);
          rows += page.rows.length;
          return page;
        },
      },
    };
    const progress = await drive(run, world.sync, undefined, counting);
    // Five pages were sent, of which the last but one may still have been waited for.
    const total = progress.units[0]?.total ?? 0;
    expect(reads[0]).toContain('skiptoken');
    expect(rows).toBeLessThanOrEqual(total - 3 * pageRows);
    expect(rows).toBeGreaterThanOrEqual(total - 4 * pageRows);
    expect(progress.rows.done).toBe(total);
    expect(countsOf(progress, map.tasks)?.['applied']).toBe(48);
    expect(new Set(await looksAt(tasks))).toEqual(new Set([1]));
    expect(await world.sync.ledger.listControls(`run-page|${run.id}|`)).toEqual(new Map());
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
    for (const [turn, operations] of [1, 2, 2].entries()) {
      // A host that ends in the middle of an operation, and gives nothing back.
      let left = operations;
      const killed: Sync = {
        ...turnOf(turn),
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
      expect(await driveRun(turnOf(turn), run.id, 60_000)).toBe('busy');
      await world.drain();
    }
    const progress = await drive(run, world.sync, watch, turnOf(3));
    expect(progress.rows.done).toBe(progress.rows.total);
    // What a person sees on the way never goes back, and the pace counts nothing that a host before had done.
    const done = seen.map(({ rows }) => rows.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.some((rows) => rows > 0 && rows < progress.rows.total)).toBe(true);
    expect(progress.units[0]?.pace?.rows).toBe(0);
    expect(progress.units[0]?.total).toBeGreaterThanOrEqual(410);
    expect(countsOf(progress, map.tasks)?.['applied']).toBe(410);
    expect(new Set(await looksAt(tasks))).toEqual(new Set([1]));
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

describe('a resync', { timeout: 60_000 }, () => {
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
