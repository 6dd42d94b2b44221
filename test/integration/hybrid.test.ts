import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../../shared/table-map/registry.ts';
import { openWorld, type World } from './sync-harness.ts';
import { fresh, makeProject, makeTask, map, postExpense } from './sync-rows.ts';

/** What `docs/hybrid.md` says of maps that native dual-write keeps. */
let world: World;
beforeAll(async () => {
  world = await openWorld({
    maps: (maps) =>
      registry(maps.all(), {
        off: new Set([map.projects, map.categories]),
      }),
  });
});
afterAll(() => world.stop());

/** Brings a project to Finance as native dual-write would. */
const nativeProject = (number: string): Promise<void> =>
  world.plant('ProjectsV2', { dataAreaId: 'usmf', ProjectId: number, ProjectName: number });

describe('maps that stay with native dual-write', () => {
  it('let a row of ours cross when its parent is in Finance, and make it wait until then', async () => {
    const number = fresh('P');
    const task = await makeTask(world, await makeProject(world, number), fresh('A'));
    await world.run(world.change(map.tasks, task));
    expect((await world.state(map.tasks, task))?.outcome).toBe('waiting');

    await nativeProject(number);
    await world.run(world.change(map.tasks, task, { mode: 'verify' }));
    expect((await world.state(map.tasks, task))?.outcome).toBe('applied');
    expect(world.rows('Finance', 'ProjectTasks', { ProjectId: number })).toHaveLength(1);
  });

  it('keep an expense of ours waiting when its category is theirs: the two stay together', async () => {
    const number = fresh('P');
    const task = fresh('A');
    const projectId = await makeProject(world, number);
    await nativeProject(number);
    const taskId = await makeTask(world, projectId, task);
    await world.run(world.change(map.tasks, taskId));
    const expense = await postExpense(world, { project: number, projectId, task, taskId });
    await world.june.create('msdyn_expensecategory', {
      msdyn_name: 'Hotel',
      msdyn_owningcompany: world.master.company.usmf,
    });
    await world.run(world.change(map.expenses, expense));
    expect(await world.state(map.expenses, expense)).toMatchObject({
      outcome: 'waiting',
      failure: { cause: 'parent-missing' },
    });
  });
});
