import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { switchSandbox } from '../../infra/local/story/switch-sandbox.ts';
import { dataverseCounterpart } from '../../shared/dataverse/dataverse-counterpart.ts';
import { driveRun } from '../../shared/start/drive-run.ts';
import { runProgress, type RunProgress } from '../../shared/start/run-progress.ts';
import { startRun, type RunAsked } from '../../shared/start/start-run.ts';
import { linkedPrefix } from '../../shared/sync/gates/gate-names.ts';
import { releaseParked } from '../../shared/sync/gates/release-parked.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { openWorld, type World } from './sync-harness.ts';
import { fresh, makeActual, makeProject, makeTask, map } from './sync-rows.ts';

let world: World;
/** A host of an installation that has not started yet: its ledger knows nothing, as after years of native dual-write. */
let started: World;

beforeAll(async () => {
  [world, started] = await Promise.all([openWorld({ gates: { linkFirst: true } }), openWorld()]);
}, 240_000);
afterAll(() => Promise.all([world.stop(), started.stop()]));

/** Works through a run and tells what came of it. */
async function run(on: World, asked: Omit<RunAsked, 'by'>): Promise<RunProgress> {
  const { id } = await startRun(on.sync, { by: 'Zoë', ...asked });
  expect(await driveRun(on.sync, id, 60_000)).toBe('finished');
  const progress = await runProgress(on.sync, id);
  if (progress === undefined) throw new Error('the run is gone');
  return progress;
}

const countsOf = (progress: RunProgress, name: string, company = 'usmf') =>
  progress.units.find((unit) => unit.map === name && unit.company === company)?.counts;

/** A host on both full systems whose ledger and bus are those of another installation. */
const newcomer = (): Sync => ({
  ...world.sync,
  dataverse: started.sync.dataverse,
  finance: started.sync.finance,
  choices: started.sync.choices,
});

describe('linking two full sides', { timeout: 240_000 }, () => {
  it('fills the ledger without writing to either, tells one-sided and doubled rows, and then doubles nothing', async () => {
    // As native dual-write left them: rows on both sides that this ledger has never heard of.
    const project = await makeProject(started, 'P-100');
    const task = await makeTask(started, project, 'A-100');
    const actual = await makeActual(started, project);
    for (const [name, row] of [
      [map.projects, project],
      [map.tasks, task],
      [map.actuals, actual],
    ] as const)
      await started.run(started.change(name, row, { event: 'create' }));
    await makeProject(started, 'P-101');
    await started.plant('ProjectsV2', {
      dataAreaId: 'usmf',
      ProjectId: 'P-102',
      ProjectName: 'of Finance alone',
    });
    await makeProject(started, 'P-100', { msdyn_subject: 'the same number' });
    const there = () => ({
      projects: started.rows('Finance', 'ProjectsV2'),
      tasks: started.rows('Finance', 'ProjectTasks'),
      actuals: started.rows('Finance', 'ProjActualsImports'),
      dataverse: ['msdyn_project', 'msdyn_projecttask', 'msdyn_actual'].map((table) =>
        started.rows('Dataverse', table),
      ),
    });
    const before = there();
    expect([before.projects.length, before.tasks.length, before.actuals.length]).toEqual([2, 1, 1]);

    const sync = newcomer();
    const { id } = await startRun(sync, { kind: 'link', by: 'Zoë' });
    expect(await driveRun(sync, id, 60_000)).toBe('finished');
    const progress = await runProgress(sync, id);
    if (progress === undefined) throw new Error('the run is gone');

    expect(there()).toEqual(before);
    expect(countsOf(progress, map.projects)).toEqual({
      linked: 1,
      'only-in-dataverse': 1,
      'only-in-finance': 1,
      doubled: 1,
    });
    const findings = progress.units.find(
      ({ map: name, company }) => name === map.projects && company === 'usmf',
    );
    expect(findings?.findings.map(({ what, row }) => [what, row.split(' ')[0]])).toEqual(
      expect.arrayContaining([
        ['only-in-dataverse', 'usmf|p-101'],
        ['only-in-finance', 'usmf|P-102'],
        ['doubled', 'usmf|p-100'],
      ]),
    );
    expect(progress.failures).toBe(1);
    expect(countsOf(progress, map.tasks)).toEqual({ linked: 1 });
    expect(countsOf(progress, map.actuals)).toEqual({ linked: 1 });
    const state = await world.state(map.actuals, actual);
    expect(state).toMatchObject({ outcome: 'unchanged', appliedOnce: true, company: 'usmf', distrust: true });
    expect(state?.reason).toContain('contents were not compared');
    expect((await world.timeline(map.actuals, actual))[0]).toMatchObject({ origin: 'link by Zoë' });

    // Start: the next change of each compares, writes what differs and makes nothing a second time.
    await started.june.update('msdyn_project', project, { msdyn_subject: 'Renamed since' });
    for (const [name, row] of [
      [map.projects, project],
      [map.tasks, task],
      [map.actuals, actual],
    ] as const)
      await world.run(world.change(name, row), sync);
    const after = there();
    expect([after.projects.length, after.tasks.length, after.actuals.length]).toEqual([2, 1, 1]);
    expect(after.projects.find((row) => row['ProjectId'] === 'P-100')).toMatchObject({
      ProjectName: 'Renamed since',
    });

    // Linked again: all is known, and nothing is counted twice.
    const again = await startRun(sync, { kind: 'link', by: 'Zoë' });
    await driveRun(sync, again.id, 60_000);
    const known = await runProgress(sync, again.id);
    expect(known && countsOf(known, map.actuals)).toEqual({ known: 1 });
  });

  it('asks again for a page that fails in the middle, and begins no map anew for it', async () => {
    const { url } = started.dataverse;
    const dataverse = dataverseCounterpart({ url, credential: undefined, timeoutMs: 2_000, pageSize: 1 });
    const asked: ('first' | 'later')[] = [];
    let slept = 0;
    const sync: Sync = {
      ...newcomer(),
      sleep: (ms) => {
        slept += ms;
        return Promise.resolve();
      },
      dataverse: {
        ...dataverse,
        page: async (at, ...scan) => {
          asked.push(at === undefined ? 'first' : 'later');
          // The client itself repeats a request once.
          if (asked.length === 2)
            await switchSandbox(url, 'mode', { mode: 'failing', status: 503, times: 2 });
          return dataverse.page(at, ...scan);
        },
      },
    };
    const { id } = await startRun(sync, { kind: 'link', by: 'Zoë', map: map.projects, company: 'usmf' });
    expect(await driveRun(sync, id, 60_000)).toBe('finished');
    const progress = await runProgress(sync, id);
    expect(progress && countsOf(progress, map.projects)).toEqual({
      known: 1,
      'only-in-dataverse': 1,
      'only-in-finance': 1,
      doubled: 1,
    });
    expect(asked).toEqual(['first', 'later', 'later', 'later']);
    expect(slept).toBe(1_000);
  });

  it('keeps a transactional map waiting in a company until it is linked, visibly, and lets it go on by itself then', async () => {
    for (const name of (await world.sync.ledger.listControls(linkedPrefix)).keys())
      await world.sync.ledger.putControlIf(name, await world.sync.ledger.control(name), undefined);
    world.sync.gates.forget();
    const number = fresh('P');
    const project = await makeProject(world, number);
    await world.run(world.change(map.projects, project, { event: 'create' }));
    const actual = await makeActual(world, project);
    await world.run(world.change(map.actuals, actual, { event: 'create' }));

    // The master map needs no link; the transactional one waits.
    expect(world.rows('Finance', 'ProjectsV2', { ProjectId: number })).toHaveLength(1);
    expect(world.rows('Finance', 'ProjActualsImports')).toEqual([]);
    expect(await world.open('estimates-actuals')).toMatchObject([
      { outcome: 'waiting', failure: { cause: 'not-linked', cure: 'administrator' } },
    ]);
    expect((await world.open('estimates-actuals'))[0]?.failure.message).toContain(
      'The map "Project Operations integration actuals" in usmf does not start before both sides are linked',
    );
    expect(await releaseParked(world.sync)).toBe(0);

    // Another company's link opens nothing here.
    await run(world, { kind: 'link', map: map.actuals, company: 'frrt' });
    expect(await releaseParked(world.sync)).toBe(0);
    const linked = await run(world, { kind: 'link', map: map.actuals, company: 'usmf' });
    expect(countsOf(linked, map.actuals)).toEqual({ 'only-in-dataverse': 1 });
    expect(await releaseParked(world.sync)).toBe(1);
    await world.drain();
    expect(world.rows('Finance', 'ProjActualsImports')).toHaveLength(1);
    expect(await world.open('estimates-actuals')).toEqual([]);
    expect((await world.state(map.actuals, actual))?.outcome).toBe('applied');
  });
});
