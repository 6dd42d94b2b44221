import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../shared/messaging/change.ts';
import { CounterpartError } from '../../shared/sync/counterpart-error.ts';
import { openRecords } from '../../shared/sync/open-records.ts';
import { areas } from '../../shared/table-map/area.ts';
import { registry } from '../../shared/table-map/registry.ts';
import { Crash, doomed, type CrashPoint, type Doomed } from './sync-crash.ts';
import { openWorld, shortLeases, type World } from './sync-harness.ts';
import {
  deleteRow,
  fresh,
  layGround,
  makeActual,
  makeProject,
  makeTask,
  map,
  postExpense,
  postJournal,
  sentProject,
  type Ground,
} from './sync-rows.ts';

let world: World;
let ground: Ground;
beforeAll(async () => {
  world = await openWorld({ timing: shortLeases });
  ground = await layGround(world);
});
afterAll(() => world.stop());
afterEach(() => world.drain());

/** One change that is made ready, and what must hold of it in the end. */
interface Case {
  readonly change: Change;
  readonly settled: () => Promise<void>;
}

const settledAs = async (change: Change, ...outcomes: string[]): Promise<void> => {
  const state = await world.state(change.map, change.row);
  expect(outcomes).toContain(state?.outcome);
  expect(state).not.toHaveProperty('lease');
};
const count = (system: 'Dataverse' | 'Finance', table: string, where: Readonly<Record<string, string>>) =>
  world.rows(system, table, where).length;

const cases: Readonly<Record<string, () => Promise<Case>>> = {
  'a project that is new in Finance': async () => {
    const number = fresh('P');
    const change = world.change(map.projects, await makeProject(world, number), { event: 'create' });
    return {
      change,
      settled: async () => {
        expect(count('Finance', 'ProjectsV2', { ProjectId: number })).toBe(1);
        await settledAs(change, 'applied', 'unchanged');
      },
    };
  },
  'a project that changed': async () => {
    const number = fresh('P');
    const id = await sentProject(world, number);
    await world.june.update('msdyn_project', id, { msdyn_subject: 'renamed' });
    const change = world.change(map.projects, id);
    return {
      change,
      settled: async () => {
        expect(world.rows('Finance', 'ProjectsV2', { ProjectId: number })).toMatchObject([
          { ProjectName: 'renamed' },
        ]);
        await settledAs(change, 'applied', 'unchanged');
      },
    };
  },
  'a project that was deleted': async () => {
    const number = fresh('P');
    const id = await sentProject(world, number);
    await deleteRow(world, 'msdyn_projects', id);
    const change = world.change(map.projects, id, { event: 'delete' });
    return {
      change,
      settled: async () => {
        expect(count('Finance', 'ProjectsV2', { ProjectId: number })).toBe(0);
        await settledAs(change, 'deleted', 'skipped');
      },
    };
  },
  'an actual that is new in Finance': async () => {
    const id = await makeActual(world, ground.projectId);
    const change = world.change(map.actuals, id, { event: 'create' });
    return {
      change,
      settled: async () => {
        expect(count('Finance', 'ProjActualsImports', { ActualId: id })).toBe(1);
        await settledAs(change, 'applied', 'unchanged');
      },
    };
  },
  'a voucher that comes back': async () => {
    const id = await makeActual(world, ground.projectId);
    await world.run(world.change(map.actuals, id));
    await postJournal(world);
    const change = world.change(map.actuals, id, { source: 'finance' });
    return {
      change,
      settled: async () => {
        const [staged] = world.rows('Finance', 'ProjActualsImports', { ActualId: id });
        expect(staged?.['VoucherNumber']).toBeTruthy();
        expect(world.rows('Dataverse', 'msdyn_actual', { msdyn_actualid: id })).toMatchObject([
          { msdyn_vouchernumber: staged?.['VoucherNumber'] },
        ]);
        await settledAs(change, 'applied', 'unchanged');
      },
    };
  },
  'an expense that is new in Dataverse': async () => {
    const row = await postExpense(world, ground);
    const change = world.change(map.expenses, row);
    return {
      change,
      settled: async () => {
        const text = row.replace(/-1\|usmf$/, '');
        expect(count('Dataverse', 'msdyn_expense', { msdyn_externaldescription: text })).toBe(1);
        await settledAs(change, 'applied', 'unchanged');
      },
    };
  },
  'a task whose parent comes later': async () => {
    const project = await makeProject(world, fresh('P'));
    const number = fresh('A');
    const change = world.change(map.tasks, await makeTask(world, project, number));
    later.push(world.change(map.projects, project));
    return {
      change,
      settled: async () => {
        expect(count('Finance', 'ProjectTasks', { TaskId: number })).toBe(1);
        await settledAs(change, 'applied', 'unchanged');
      },
    };
  },
  'a task that Finance refuses': async () => {
    const id = await makeTask(world, ground.projectId, fresh('A'), { msdyn_subject: null });
    const change = world.change(map.tasks, id);
    return {
      change,
      settled: async () => {
        await settledAs(change, 'rejected');
        const open = await world.open('setup-configuration');
        expect(open.filter((row) => row.record === `${map.tasks}|${id}`)).toMatchObject([
          { outcome: 'rejected', deadLetter: { messageId: expect.any(String) as string } },
        ]);
      },
    };
  },
};

/** Changes that are published when everything else has come to rest. */
const later: Change[] = [];

describe('a host that ends at any moment of one change', () => {
  const ended = new Map<string, (Case & { readonly named: string })[]>();
  const hosts = new Map<string, Doomed>();
  const open: string[] = [];

  beforeAll(async () => {
    for (const [name, prepare] of Object.entries(cases)) {
      const counting = doomed(world.sync);
      const dry = await prepare();
      await world.run(dry.change, counting.sync, '1').catch(() => undefined);
      const all: (Case & { readonly named: string })[] = [];
      for (let at = 1; at <= counting.calls.length; at++)
        for (const when of ['before', 'after'] as const) {
          const made = await prepare();
          hosts.set(made.change.row, doomed(world.sync, { at, when }));
          all.push({ ...made, named: `${when} ${counting.calls[at - 1] ?? ''} (${String(at)})` });
        }
      ended.set(name, all);
    }
    const host = (change: Change) => {
      const first = hosts.get(change.row);
      return first === undefined || first.crashed() ? undefined : first.sync;
    };
    // A few hundred changes at once would take a slow machine longer than their leases.
    const all = [...ended.values()];
    for (let first = 0; first < all.length; first += 3) {
      const changes = all.slice(first, first + 3).flatMap((cases) => cases.map(({ change }) => change));
      await world.publish(...changes);
      await world.drain({
        host,
        until: () => changes.every(({ row }) => hosts.get(row)?.crashed() ?? true),
        patienceMs: 30_000,
      });
    }
    await world.publish(...later.splice(0));
    await world.drain({ host });
    for (const area of areas) {
      await world.takeIn(area);
      for await (const row of openRecords(world.sync, area)) open.push(`${row.outcome} ${row.record}`);
    }
  });

  it.each(Object.keys(cases))(
    'F9, F10, F11: %s comes out once and settled, wherever the host ends',
    async (name) => {
      expect(ended.get(name)?.length).toBeGreaterThan(10);
      for (const { settled, named } of ended.get(name) ?? [])
        await settled().catch((error: unknown) => {
          throw new Error(`${named}: ${String(error)}`, { cause: error });
        });
    },
  );

  it('leaves nothing on the open list but what was refused', () => {
    expect(open.filter((row) => !row.startsWith('rejected Project tasks|'))).toEqual([]);
  });
});

describe('a host that ends between write and commit', () => {
  const crash = async (change: Change, point: CrashPoint): Promise<void> => {
    const host = doomed(world.sync, point);
    await expect(world.run(change, host.sync, '1')).rejects.toBeInstanceOf(Crash);
  };

  it('F58: A written, B written without a commit, back to A ends at A', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number, { msdyn_subject: 'A' });
    await world.june.update('msdyn_project', id, { msdyn_subject: 'B' });
    const second = world.change(map.projects, id);
    await crash(second, { at: 'finance.update', when: 'after' });
    expect(world.rows('Finance', 'ProjectsV2', { ProjectId: number })).toMatchObject([{ ProjectName: 'B' }]);
    await world.june.update('msdyn_project', id, { msdyn_subject: 'A' });
    await world.publish(second, world.change(map.projects, id));
    await world.drain();
    expect(world.rows('Finance', 'ProjectsV2', { ProjectId: number })).toMatchObject([{ ProjectName: 'A' }]);
  });

  it('F58: B written in a first look and a second look that fails does not hide B from a return to A', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number, { msdyn_subject: 'A' });
    await world.june.update('msdyn_project', id, { msdyn_subject: 'B' });
    let wrote = false;
    const holder = {
      ...world.sync,
      finance: {
        ...world.sync.finance,
        update: async (...parameters: Parameters<typeof world.sync.finance.update>) => {
          await world.sync.finance.update(...parameters);
          wrote = true;
          await world.run(world.change(map.projects, id, { key: `late|${id}` }));
        },
      },
      dataverse: {
        ...world.sync.dataverse,
        read: (...parameters: Parameters<typeof world.sync.dataverse.read>) =>
          wrote
            ? Promise.reject(
                new CounterpartError({
                  system: 'dataverse',
                  kind: 'transient',
                  cause: 'no-answer',
                  code: '504',
                  text: 'the second look fails',
                  applied: 'no',
                }),
              )
            : world.sync.dataverse.read(...parameters),
      },
    };
    await world.run(world.change(map.projects, id), holder);
    expect(await world.state(map.projects, id)).toMatchObject({ outcome: 'retrying' });
    await world.june.update('msdyn_project', id, { msdyn_subject: 'A' });
    await world.run(world.change(map.projects, id));
    expect(world.rows('Finance', 'ProjectsV2', { ProjectId: number })).toMatchObject([{ ProjectName: 'A' }]);
  });

  it('F58: B written in a first look, outside the filter in the second, back to A ends at A', async () => {
    const number = fresh('A');
    const id = await makeTask(world, ground.projectId, number, { msdyn_subject: 'A' });
    await world.run(world.change(map.tasks, id));
    await world.june.update('msdyn_projecttask', id, { msdyn_subject: 'B' });
    let once = true;
    const holder = {
      ...world.sync,
      finance: {
        ...world.sync.finance,
        update: async (...parameters: Parameters<typeof world.sync.finance.update>) => {
          await world.sync.finance.update(...parameters);
          if (!once) return;
          once = false;
          await world.june.update('msdyn_projecttask', id, { msdyn_islinetask: true });
          await world.run(world.change(map.tasks, id, { key: `late|${id}` }));
        },
      },
    };
    await world.run(world.change(map.tasks, id), holder);
    expect(await world.state(map.tasks, id)).toMatchObject({ outcome: 'skipped' });
    await world.june.update('msdyn_projecttask', id, { msdyn_subject: 'A', msdyn_islinetask: false });
    await world.run(world.change(map.tasks, id));
    expect(world.rows('Finance', 'ProjectTasks', { TaskId: number })).toMatchObject([{ TaskName: 'A' }]);
  });

  it('F10, F33: a row that was written without a commit and then deleted in its source leaves nothing behind', async () => {
    const number = fresh('P');
    const id = await makeProject(world, number);
    const create = world.change(map.projects, id, { event: 'create' });
    await crash(create, { at: 'finance.create', when: 'after' });
    expect(count('Finance', 'ProjectsV2', { ProjectId: number })).toBe(1);
    await deleteRow(world, 'msdyn_projects', id);
    await world.publish(world.change(map.projects, id, { event: 'delete' }), create);
    await world.drain();
    expect(count('Finance', 'ProjectsV2', { ProjectId: number })).toBe(0);
  });

  it('F10, F33: one that carries the id of its source is found by that, and leaves nothing behind either', async () => {
    const maps = registry(
      world.maps
        .all()
        .map((each) =>
          each.name === map.actuals && each.toFinance !== undefined
            ? { ...each, toFinance: { ...each.toFinance, deletes: 'propagate' as const } }
            : each,
        ),
    );
    const sync = { ...world.sync, maps };
    const id = await makeActual(world, ground.projectId);
    const create = world.change(map.actuals, id, { event: 'create' });
    const host = doomed(sync, { at: 'finance.create', when: 'after' });
    await expect(world.run(create, host.sync, '1')).rejects.toBeInstanceOf(Crash);
    expect(count('Finance', 'ProjActualsImports', { ActualId: id })).toBe(1);
    await deleteRow(world, 'msdyn_actuals', id);
    await world.publish(world.change(map.actuals, id, { event: 'delete' }), create);
    await world.drain({ host: () => sync });
    expect(count('Finance', 'ProjActualsImports', { ActualId: id })).toBe(0);
  });

  it('F10: an actual that was written without a commit is found by its id, whatever it is called by now', async () => {
    const id = await makeActual(world, ground.projectId);
    const create = world.change(map.actuals, id, { event: 'create' });
    await crash(create, { at: 'finance.create', when: 'after' });
    await world.system.update('msdyn_actual', id, { msdyn_actualimportid: crypto.randomUUID() });
    await world.publish(create);
    await world.drain();
    expect(count('Finance', 'ProjActualsImports', { ActualId: id })).toBe(1);
    expect(await world.state(map.actuals, id)).toMatchObject({
      appliedOnce: true,
      counterpartKey: `usmf|${id}`,
    });
  });

  it('F10: an actual that was written without a commit and belongs to another company now is refused, not doubled', async () => {
    const id = await makeActual(world, ground.projectId);
    const create = world.change(map.actuals, id, { event: 'create' });
    await crash(create, { at: 'finance.create', when: 'after' });
    await world.system.update('msdyn_actual', id, {
      msdyn_owningcompany: world.master.company.frrt,
    });
    await world.publish(create);
    await world.drain();
    expect(count('Finance', 'ProjActualsImports', { ActualId: id })).toBe(1);
    expect(await world.state(map.actuals, id)).toMatchObject({
      outcome: 'rejected',
      failure: { code: 'key-changed' },
    });
  });
});

describe('a new actual', () => {
  const searched = async (change: Change): Promise<boolean> => {
    const host = doomed(world.sync);
    await world.run(change, host.sync);
    return host.calls.includes('finance.find');
  };

  it('is made without a search, for nobody can have written it', async () => {
    const id = await makeActual(world, ground.projectId);
    expect(await searched(world.change(map.actuals, id, { event: 'create' }))).toBe(false);
    expect(count('Finance', 'ProjActualsImports', { ActualId: id })).toBe(1);
  });

  it('is searched when an attempt on it ended before, and where another event tells of it', async () => {
    const project = await makeProject(world, fresh('P'));
    const waiting = await makeActual(world, project);
    expect(await searched(world.change(map.actuals, waiting, { event: 'create' }))).toBe(false);
    expect(await world.state(map.actuals, waiting)).toMatchObject({ outcome: 'waiting' });
    await world.run(world.change(map.projects, project));
    expect(await searched(world.change(map.actuals, waiting, { event: 'create' }))).toBe(true);
    const seen = await makeActual(world, project);
    expect(await searched(world.change(map.actuals, seen, { event: 'update' }))).toBe(true);
  });
});

describe('a write whose answer is lost', () => {
  it('F19: to Finance, is found by key and not made twice', async () => {
    const number = fresh('P');
    const id = await makeProject(world, number);
    await world.mode('Finance', { mode: 'down', afterWrite: true, writesOnly: true, times: 1 });
    await world.publish(world.change(map.projects, id));
    await world.drain();
    expect(count('Finance', 'ProjectsV2', { ProjectId: number })).toBe(1);
    const outcomes = (await world.timeline(map.projects, id)).map((row) => row.outcome);
    // The first looks at once, the second when a write that was still under way must have taken effect.
    expect(outcomes).toEqual(['unchanged', 'unchanged', 'retrying']);
    expect(await world.state(map.projects, id)).toMatchObject({ distrust: false, appliedOnce: true });
  });

  it('F19: to Dataverse, is found by its id and not made twice', async () => {
    const row = await postExpense(world, ground);
    await world.mode('Dataverse', { mode: 'unanswered', writesOnly: true, times: 1 });
    await world.publish(world.change(map.expenses, row));
    await world.drain();
    const text = row.replace(/-1\|usmf$/, '');
    expect(count('Dataverse', 'msdyn_expense', { msdyn_externaldescription: text })).toBe(1);
    const outcomes = (await world.timeline(map.expenses, row)).map((entry) => entry.outcome);
    expect(outcomes).toEqual(['unchanged', 'unchanged', 'retrying']);
  });

  it('F19, F33: and whose source row is deleted before it is tried again leaves nothing behind', async () => {
    const number = fresh('P');
    const id = await makeProject(world, number);
    await world.mode('Finance', { mode: 'down', afterWrite: true, writesOnly: true, times: 1 });
    const change = world.change(map.projects, id);
    await world.run(change);
    await deleteRow(world, 'msdyn_projects', id);
    await world.run(world.change(map.projects, id, { event: 'delete' }));
    await world.drain();
    expect(count('Finance', 'ProjectsV2', { ProjectId: number })).toBe(0);
  });
});

describe('a lease that runs out', () => {
  it('F12: in the middle of a write: the second holder goes on, and the slow write is put right by a verify', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number, { msdyn_subject: 'A' });
    await world.june.update('msdyn_project', id, { msdyn_subject: 'B' });
    let landed = false;
    const slow = {
      ...world.sync,
      finance: {
        ...world.sync.finance,
        update: async (...parameters: Parameters<typeof world.sync.finance.update>) => {
          await world.june.update('msdyn_project', id, { msdyn_subject: 'C' });
          await expect
            .poll(
              async () => {
                await world.run(world.change(map.projects, id, { mode: 'verify' }));
                return world.rows('Finance', 'ProjectsV2', { ProjectId: number })[0]?.['ProjectName'];
              },
              { timeout: 20_000, interval: 100 },
            )
            .toBe('C');
          await world.sync.finance.update(...parameters);
          landed = true;
        },
      },
    };
    await world.run(world.change(map.projects, id), slow);
    expect(landed).toBe(true);
    expect(world.log.at(-1)).toContain('the lease was lost');
    await world.drain();
    expect(world.rows('Finance', 'ProjectsV2', { ProjectId: number })).toMatchObject([{ ProjectName: 'C' }]);
  });

  it('F12, F18: before the write: nothing is written any more, and the change is tried again', async () => {
    const number = fresh('P');
    const id = await makeProject(world, number);
    const slow = {
      ...world.sync,
      timing: { ...world.sync.timing, lastWriteMs: 20 },
      dataverse: {
        ...world.sync.dataverse,
        read: async (...parameters: Parameters<typeof world.sync.dataverse.read>) => {
          await new Promise((resolve) => setTimeout(resolve, 30));
          return world.sync.dataverse.read(...parameters);
        },
      },
    };
    const host = doomed(slow);
    await world.run(world.change(map.projects, id), host.sync);
    expect(host.calls).not.toContain('finance.create');
    expect(await world.state(map.projects, id)).toMatchObject({
      outcome: 'retrying',
      failure: { code: 'lease-too-old' },
    });
    await world.drain();
    expect(count('Finance', 'ProjectsV2', { ProjectId: number })).toBe(1);
  });
});
