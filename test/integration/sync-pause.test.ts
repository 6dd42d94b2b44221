import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { guardedScan } from '../../shared/sync/gates/guarded-scan.ts';
import { pause } from '../../shared/sync/gates/pause.ts';
import { pauses } from '../../shared/sync/gates/pauses.ts';
import { resume } from '../../shared/sync/gates/resume.ts';
import { gateSteps } from './sync-gates.ts';
import { openWorld, shortLeases, type World } from './sync-harness.ts';
import { deleteRow, fresh, makeTask, map, sentProject } from './sync-rows.ts';

const area = 'setup-configuration';

let world: World;
beforeAll(async () => {
  world = await openWorld({ timing: shortLeases, requestTimeoutMs: 1_000 });
});
afterAll(() => world.stop());
afterEach(async () => {
  for (const place of await pauses(world.sync)) await resume(world.sync, place, 'the test');
  await goOn();
  world.sync.gates.forget();
  world.alarms.length = 0;
});

const steps = gateSteps(() => world);
const { inFinance, projects, changed, outcomesOf, expectAllThereOnce, hostWith, goOn, requests } = steps;

describe('a pause', () => {
  const frrt = () => ({
    msdyn_customer: world.master.customer.frrt,
    msdyn_owningcompany: world.master.company.frrt,
  });

  it.each([
    ['a map', { map: map.projects, company: '*', direction: '*' }],
    [
      'a map in one legal entity and direction',
      { map: map.projects, company: 'usmf', direction: 'to-finance' },
    ],
    ['a legal entity', { map: '*', company: 'usmf', direction: '*' }],
    ['a direction', { map: '*', company: '*', direction: 'to-finance' }],
  ] as const)(
    'of %s parks its records, says who and why, and lets them go on when it ends',
    async (_what, place) => {
      const rows = await projects(3);
      expect(await pause(world.sync, place, 'June Low', 'month end')).toBe(true);
      expect(await pauses(world.sync)).toMatchObject([{ ...place, who: 'June Low', why: 'month end' }]);
      await world.publish(...rows.map(changed));
      await world.drain();
      for (const { number } of rows) expect(inFinance(number)).toEqual([]);
      expect(await outcomesOf(rows)).toEqual(['waiting', 'waiting', 'waiting']);
      const [first] = await world.open(area);
      expect(first?.failure).toMatchObject({
        code: 'paused',
        message: expect.stringContaining('paused by June Low') as string,
        hint: expect.any(String) as string,
      });
      expect(first?.nextAt).toBeDefined();
      expect(world.alarms).toEqual([]);
      expect(await resume(world.sync, place, 'June Low')).toBe(true);
      expect(await pauses(world.sync)).toEqual([]);
      await world.drain();
      expectAllThereOnce(rows);
      expect(await world.open(area)).toEqual([]);
    },
  );

  it('of one map, legal entity or direction leaves the others alone', async () => {
    await pause(world.sync, { map: map.tasks, company: '*', direction: '*' }, 'June Low', 'month end');
    await pause(world.sync, { map: '*', company: 'usmf', direction: '*' }, 'June Low', 'month end');
    await pause(world.sync, { map: '*', company: '*', direction: 'to-dataverse' }, 'June Low', 'month end');
    const rows = await projects(3, frrt());
    const held = await projects(1);
    for (const row of [...rows, ...held]) await world.run(changed(row));
    expectAllThereOnce(rows);
    expect(await outcomesOf(held)).toEqual(['waiting']);
    await requests();
    await world.run(world.change(map.categories, 'frrt|HOTEL'));
    expect(await world.state(map.categories, 'frrt|HOTEL')).toMatchObject({ outcome: 'waiting' });
    expect(await requests()).toBe(0);
  });

  it('keeps its first reason, and ends once', async () => {
    const place = { map: map.projects, company: '*', direction: '*' } as const;
    await pause(world.sync, place, 'June Low', 'month end');
    expect(await pause(world.sync, place, 'Alicia Thornber', 'audit')).toBe(false);
    expect(await pauses(world.sync)).toMatchObject([{ who: 'June Low', why: 'month end' }]);
    expect(await resume(world.sync, place, 'Alicia Thornber')).toBe(true);
    expect(await resume(world.sync, place, 'Alicia Thornber')).toBe(false);
  });

  it.each([
    [{ map: 'Nothing', company: '*', direction: '*' }, 'no table map "Nothing"'],
    [{ map: '*', company: 'demf', direction: '*' }, '"demf" is not in scope'],
    [{ map: '*', company: '*', direction: '*' }, 'names a map'],
  ] as const)('of %j is refused', async (place, why) => {
    await expect(pause(world.sync, place, 'June Low', 'x')).rejects.toThrow(why);
  });

  it('of what is scanned stops the scan as well', async () => {
    await pause(world.sync, { map: map.expenses, company: 'usmf', direction: '*' }, 'June Low', 'month end');
    await requests();
    const request = { schema: 'scan/1', map: map.expenses, company: 'usmf', origin: 'test' } as const;
    expect(await guardedScan(world.sync, request)).toEqual({ rows: 0, published: 0 });
    expect(await requests()).toBe(0);
  });
});

describe('a pause by itself', () => {
  it('comes when a map and legal entity has too many rejections, with one alarm; what follows is parked', async () => {
    const on = hostWith({ autoPauseRejections: 3 });
    const project = await sentProject(world, fresh('P'));
    const tasks = await Promise.all(
      Array.from({ length: 6 }, () => makeTask(world, project, fresh('A'), { msdyn_subject: null })),
    );
    for (const id of tasks) await world.run(world.change(map.tasks, id), on).catch(() => undefined);
    const outcomes = await Promise.all(tasks.map(async (id) => (await world.state(map.tasks, id))?.outcome));
    expect(outcomes).toEqual(['rejected', 'rejected', 'rejected', 'rejected', 'waiting', 'waiting']);
    const place = { map: map.tasks, direction: 'to-finance' } as const;
    const [paused] = await pauses(world.sync);
    expect(paused).toMatchObject({ ...place, who: 'the integration itself' });
    expect(paused?.why).toContain('4 records were rejected');
    expect(paused?.why).toContain('must be filled in');
    expect(world.alarms).toHaveLength(1);
    expect(world.alarms[0]).toMatch(/^paused pause\|Project tasks\|/);
    // Cured, they go on when a person ends the pause.
    for (const id of tasks) await world.june.update('msdyn_projecttask', id, { msdyn_subject: 'Cured' });
    if (paused !== undefined) await resume(on, paused, 'June Low');
    await world.drain();
    expect(await pauses(world.sync)).toEqual([]);
    for (const id of tasks.slice(4))
      expect(await world.state(map.tasks, id)).toMatchObject({ outcome: 'applied' });
  });

  it('never comes where it is switched off', async () => {
    const on = hostWith({ autoPauseRejections: 0 });
    const project = await sentProject(world, fresh('P'));
    for (let task = 0; task < 60; task++) {
      const id = await makeTask(world, project, fresh('A'), { msdyn_subject: null });
      await world.run(world.change(map.tasks, id), on).catch(() => undefined);
    }
    expect(await pauses(world.sync)).toEqual([]);
  });

  it('comes when a map deletes too many rows; its deletes are parked, everything else goes on', async () => {
    const on = hostWith({ deleteFloodCount: 3 });
    const rows = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const number = fresh('P');
        return { number, id: await sentProject(world, number) };
      }),
    );
    const kept = await sentProject(world, fresh('P'));
    for (const { id } of rows) {
      await deleteRow(world, 'msdyn_projects', id);
      await world.run(world.change(map.projects, id, { event: 'delete' }), on);
    }
    const left = () => rows.filter(({ number }) => inFinance(number).length > 0).length;
    expect(left()).toBe(3);
    expect(await outcomesOf(rows)).toEqual([
      'deleted',
      'deleted',
      'deleted',
      'waiting',
      'waiting',
      'waiting',
    ]);
    expect(world.alarms).toEqual([`paused pause|${map.projects}|*|*|deletes`]);
    await world.june.update('msdyn_project', kept, { msdyn_subject: 'Changed' });
    await world.run(world.change(map.projects, kept), on);
    expect(await world.state(map.projects, kept)).toMatchObject({ outcome: 'applied' });
    const [flood] = await pauses(world.sync);
    expect(flood).toMatchObject({ map: map.projects, only: 'deletes' });
    // Wanted after all.
    const strict = hostWith({ deleteFloodCount: 1 });
    if (flood !== undefined) await resume(strict, flood, 'June Low');
    await world.drain({ host: () => strict });
    expect(left()).toBe(0);
    expect((await world.open(area)).filter((row) => row.map === map.projects)).toEqual([]);
    expect(await pauses(world.sync)).toEqual([]);
  });
});
