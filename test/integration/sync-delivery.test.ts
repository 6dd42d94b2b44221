import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bind } from '../../infra/local/story/dataverse-user.ts';
import { acceptDataverseEvent } from '../../shared/ingest/accept-dataverse-event.ts';
import type { Ingest } from '../../shared/ingest/ingest.ts';
import { registry } from '../../shared/table-map/registry.ts';
import { Crash, doomed } from './sync-crash.ts';
import { openWorld, type World } from './sync-harness.ts';
import { fresh, makeActual, makeProject, makeTask, map, sentProject } from './sync-rows.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ timing: { leaseMs: 3_000, lastWriteMs: 2_000 } });
});
afterAll(() => world.stop());
afterEach(() => world.drain());

const inFinance = (number: string) => world.rows('Finance', 'ProjectsV2', { ProjectId: number });
const rename = (id: string, name: string) => world.june.update('msdyn_project', id, { msdyn_subject: name });

describe('deliveries of one change', () => {
  it('F1: the same message five times in a row writes once and answers the rest from the ledger', async () => {
    const number = fresh('P');
    const id = await makeProject(world, number);
    const change = world.change(map.projects, id);
    const host = doomed(world.sync);
    for (let delivery = 0; delivery < 5; delivery++) await world.run(change, host.sync, '7');
    expect(inFinance(number)).toHaveLength(1);
    expect(host.calls.filter((call) => call === 'finance.create')).toHaveLength(1);
    expect(await world.timeline(map.projects, id)).toHaveLength(1);
    expect(await world.state(map.projects, id)).toMatchObject({ outcome: 'applied' });
  });

  it('F2: the same message on two hosts at once is written by one, and the other comes back to find it done', async () => {
    const second = await world.host();
    const numbers = Array.from({ length: 8 }, () => fresh('P'));
    const ids = await Promise.all(numbers.map((number) => makeProject(world, number)));
    await Promise.all(
      ids.flatMap((id) => {
        const change = world.change(map.projects, id);
        return [world.run(change, world.sync, '7'), world.run(change, second, '7')];
      }),
    );
    await world.drain();
    for (const [index, id] of ids.entries()) {
      expect(inFinance(numbers[index] ?? '')).toHaveLength(1);
      const outcomes = (await world.timeline(map.projects, id)).map((row) => row.outcome);
      expect(outcomes).toEqual(['applied']);
    }
  });

  it('F3: one business change under two message ids is written once; the second finds it unchanged', async () => {
    const number = fresh('P');
    const id = await makeProject(world, number);
    await world.run(world.change(map.projects, id));
    await world.run(world.change(map.projects, id));
    expect(inFinance(number)).toHaveLength(1);
    const outcomes = (await world.timeline(map.projects, id)).map((row) => row.outcome);
    expect(outcomes).toEqual(['unchanged', 'applied']);
  });

  it('F4, F5: two changes in either order, or at once, leave the last state of the source', async () => {
    for (const order of ['in order', 'reversed', 'at once'] as const) {
      const number = fresh('P');
      const id = await sentProject(world, number);
      await rename(id, 'first');
      const first = world.change(map.projects, id);
      await rename(id, 'second');
      const second = world.change(map.projects, id);
      if (order === 'at once') await Promise.all([world.run(first), world.run(second)]);
      else
        for (const change of order === 'in order' ? [first, second] : [second, first])
          await world.run(change);
      await world.drain();
      expect(inFinance(number), order).toMatchObject([{ ProjectName: 'second' }]);
    }
  });

  it('F5: a change that arrives while its record is held makes the holder look again before it lets go', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number);
    await rename(id, 'first');
    let late: Promise<void> | undefined;
    const holder = {
      ...world.sync,
      finance: {
        ...world.sync.finance,
        update: async (...parameters: Parameters<typeof world.sync.finance.update>) => {
          await world.sync.finance.update(...parameters);
          if (late !== undefined) return;
          await rename(id, 'second');
          late = world.run(world.change(map.projects, id, { key: `late|${id}` }));
          await late;
        },
      },
    };
    await world.run(world.change(map.projects, id), holder);
    expect(inFinance(number)).toMatchObject([{ ProjectName: 'second' }]);
    expect((await world.timeline(map.projects, id)).map((row) => row.outcome)).toContain('folded');
    expect(world.counts('setup-configuration')).toMatchObject({ active: 0, scheduled: 0 });
  });

  it('F6: an update that comes before its create writes the whole row, and the create finds it unchanged', async () => {
    const number = fresh('P');
    const id = await makeProject(world, number, { msdyn_description: 'whole' });
    await world.run(world.change(map.projects, id, { event: 'update' }));
    expect(inFinance(number)).toMatchObject([
      { Description: 'whole', CustomerAccountNumber: 'US-001', ProjectStage: 'InProcess' },
    ]);
    await world.run(world.change(map.projects, id, { event: 'create' }));
    expect(await world.state(map.projects, id)).toMatchObject({ outcome: 'unchanged' });
  });

  it('F12: a verify that arrives while the record is held is not left with the holder, who trusts its hash', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number);
    await world.plant('ProjectsV2', { dataAreaId: 'usmf', ProjectId: number, ProjectName: 'by hand' });
    const holder = {
      ...world.sync,
      dataverse: {
        ...world.sync.dataverse,
        read: async (...parameters: Parameters<typeof world.sync.dataverse.read>) => {
          const row = await world.sync.dataverse.read(...parameters);
          await world.run(world.change(map.projects, id, { mode: 'verify', key: `verify|${id}` }));
          return row;
        },
      },
    };
    await world.run(world.change(map.projects, id), holder);
    await world.drain();
    expect(inFinance(number)).toMatchObject([{ ProjectName: `Project ${number}` }]);
  });

  it('F2: a copy that comes back too early by the clock of the ledger is sent again and not swallowed as a duplicate', async () => {
    const number = fresh('P');
    const id = await makeProject(world, number);
    const change = world.change(map.projects, id);
    const dying = doomed(world.sync, { at: 'finance.create', when: 'before' });
    await expect(world.run(change, dying.sync, '1')).rejects.toBeInstanceOf(Crash);
    // The ledger's clock is behind the broker's: each copy arrives while the lease still lives.
    let early = 2;
    const behind = {
      ...world.sync,
      ledger: {
        ...world.sync.ledger,
        open: async (...parameters: Parameters<typeof world.sync.ledger.open>) => {
          const opened = await world.sync.ledger.open(...parameters);
          if (early-- <= 0 || opened.state?.lease === undefined) return opened;
          return { ...opened, now: new Date(Date.parse(opened.state.lease.until) - 1).toISOString() };
        },
      },
    };
    await world.run(change, behind, '1');
    await world.drain({ host: () => behind });
    expect(inFinance(number)).toHaveLength(1);
    expect(await world.state(map.projects, id)).not.toHaveProperty('lease');
  });
});

describe('what is not sent again, and what is not sent at all', () => {
  it('F28: a message that is captured and sent again later writes nothing', async () => {
    const number = fresh('P');
    const id = await makeProject(world, number);
    const change = world.change(map.projects, id);
    await world.run(change);
    const host = doomed(world.sync);
    await world.run(change, host.sync, '99');
    expect(host.calls).toEqual(['ledger.open']);
    expect(inFinance(number)).toHaveLength(1);
  });

  it('F30: the event of our own write changes nothing', async () => {
    const id = await sentProject(world, fresh('P'));
    const host = doomed(world.sync);
    await world.run(world.change(map.projects, id), host.sync);
    expect(host.calls.filter((call) => call.startsWith('finance.'))).toEqual([]);
    expect(await world.state(map.projects, id)).toMatchObject({ outcome: 'unchanged' });
  });

  it('F31: an edit of a person right after our write is not taken for its echo', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number);
    await rename(id, 'by June');
    await world.run(world.change(map.projects, id));
    expect(inFinance(number)).toMatchObject([{ ProjectName: 'by June' }]);
  });

  it('F34: a change of a row that does not exist is skipped with a note', async () => {
    const id = crypto.randomUUID();
    await world.run(world.change(map.projects, id));
    expect(await world.state(map.projects, id)).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringContaining('does not exist') as string,
    });
    expect(world.deadLetters()).toBe(0);
  });

  it('F57: a company out of scope and a date before go-live are skipped with the reason', async () => {
    const outside = fresh('P');
    const foreign = await makeProject(world, outside, {
      msdyn_owningcompany: world.master.company.demf,
      msdyn_customer: world.master.customer.demf,
    });
    await world.run(world.change(map.projects, foreign));
    expect(await world.state(map.projects, foreign)).toMatchObject({
      outcome: 'skipped',
      reason: 'legal entity demf is out of scope',
    });
    expect(inFinance(outside)).toEqual([]);

    const project = await sentProject(world, fresh('P'));
    const old = await makeActual(world, project, { date: '2025-12-31' });
    await world.run(world.change(map.actuals, old));
    expect(await world.state(map.actuals, old)).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringContaining('before the go-live') as string,
    });
    expect(world.rows('Finance', 'ProjActualsImports', { ActualId: old })).toEqual([]);
  });
});

describe("F8: tasks that are each other's parents", () => {
  const inFinanceAs = (number: string) => world.rows('Finance', 'ProjectTasks', { TaskId: number });
  const name = (id: string): string => `${map.tasks}|${id}`;
  const setParent = (id: string, parent: string) =>
    world.june.update('msdyn_projecttask', id, { msdyn_parenttask: bind('msdyn_projecttasks', parent) });

  /** Tasks of which each names the next one as its parent, and the last one the first. */
  async function circleOf(
    count: number,
  ): Promise<{ readonly project: string; readonly ids: string[]; readonly numbers: string[] }> {
    const project = await sentProject(world, fresh('P'));
    const numbers = Array.from({ length: count }, () => fresh('A'));
    const ids: string[] = [];
    for (const number of numbers) ids.push(await makeTask(world, project, number));
    for (const [at, id] of ids.entries()) await setParent(id, ids[(at + 1) % count] ?? '');
    return { project, ids, numbers };
  }

  it.each([1, 2, 3])(
    'F8: %i of them are sent without the reference that closes the circle, then completed',
    async (count) => {
      const { ids, numbers } = await circleOf(count);
      for (const id of ids.slice(0, -1)) {
        await world.run(world.change(map.tasks, id));
        expect(await world.state(map.tasks, id)).toMatchObject({ outcome: 'waiting' });
      }
      const last = { id: ids.at(-1) ?? '', number: numbers.at(-1) ?? '' };
      await world.run(world.change(map.tasks, last.id));
      expect(await world.state(map.tasks, last.id)).toMatchObject({
        outcome: 'applied',
        reason: 'sent without msdyn_parenttask, which closes a circle, until that row is there',
      });
      expect(inFinanceAs(last.number)).toMatchObject([{ ParentTaskElementId: '' }]);

      await world.drain();
      for (const [at, number] of numbers.entries())
        expect(inFinanceAs(number)).toMatchObject([{ ParentTaskElementId: ids[(at + 1) % count] }]);
      const open = (await world.open('setup-configuration')).map(({ record }) => record);
      expect(open.filter((record) => ids.some((id) => record === name(id)))).toEqual([]);
    },
  );

  it('F8: are refused by the names of all where Finance needs the reference, and cross once one points elsewhere', async () => {
    const needed = registry(
      world.maps.all().map((each) => ({
        ...each,
        fields: each.fields.map((field) =>
          field.dataverse?.path === 'msdyn_parenttask' ? { ...field, required: true } : field,
        ),
      })),
    );
    const strict = { ...world.sync, maps: needed };
    const { project, ids, numbers } = await circleOf(2);
    const [first = '', second = ''] = ids;
    await world.run(world.change(map.tasks, first), strict);
    await expect(world.run(world.change(map.tasks, second), strict)).rejects.toThrow('waits-in-circle');
    expect(await world.state(map.tasks, second)).toMatchObject({
      outcome: 'rejected',
      failure: {
        cause: 'waits-in-circle',
        field: 'msdyn_parenttask',
        message: `It waits for itself: ${[second, first, second].map(name).join(' → ')}.`,
      },
    });
    for (const number of numbers) expect(inFinanceAs(number)).toEqual([]);

    const root = await makeTask(world, project, fresh('A'));
    await world.run(world.change(map.tasks, root));
    await setParent(first, root);
    await world.publish(world.change(map.tasks, first));
    await world.drain({ host: () => strict });
    for (const number of numbers) expect(inFinanceAs(number)).toHaveLength(1);
    const open = (await world.open('setup-configuration')).map(({ record }) => record);
    expect(open.filter((record) => ids.some((id) => record === name(id)))).toEqual([]);
  });
});

describe('events at the door', () => {
  const ingest = (): Ingest => ({
    maps: world.maps,
    bus: world.sync.bus,
    telemetry: world.sync.telemetry,
    companies: world.sync.companies,
    organizationIds: new Set([world.dataverse.organizationId]),
    now: Date.now,
    newId: () => crypto.randomUUID(),
  });
  const accept = (context: Readonly<Record<string, unknown>>) =>
    acceptDataverseEvent(
      ingest(),
      new TextEncoder().encode(
        JSON.stringify({
          MessageName: 'Update',
          Mode: 1,
          OperationId: crypto.randomUUID(),
          OrganizationId: world.dataverse.organizationId,
          OrganizationName: 'contoso',
          PrimaryEntityName: 'msdyn_project',
          InputParameters: [],
          PreEntityImages: [],
          PostEntityImages: [],
          ParentContext: null,
          ...context,
        }),
      ),
      'webhook',
    );
  const waiting = () => world.counts('setup-configuration').active;

  it('F28: a genuine event that is sent twice is one change on the bus', async () => {
    const id = await makeProject(world, fresh('P'));
    const context = { PrimaryEntityId: id, OperationId: crypto.randomUUID() };
    await accept(context);
    await accept(context);
    expect(waiting()).toBe(1);
  });

  it('F64: two updates that share every id of the event are two changes on the bus', async () => {
    const id = await makeProject(world, fresh('P'));
    const context = { PrimaryEntityId: id, Mode: 0, OperationId: '00000000-0000-0000-0000-000000000000' };
    await accept(context);
    await accept(context);
    expect(waiting()).toBe(2);
  });

  it('F25: an event that lost its parameters and images gives the same row as a whole one', async () => {
    const number = fresh('P');
    const id = await makeProject(world, number, { msdyn_description: 'x'.repeat(2000) });
    await accept({ PrimaryEntityId: id, InputParameters: null, PostEntityImages: null });
    await world.drain();
    expect(inFinance(number)).toMatchObject([{ Description: 'x'.repeat(2000) }]);
  });

  it('F57: an event of a foreign organisation puts nothing on the bus', async () => {
    const answer = await accept({
      PrimaryEntityId: crypto.randomUUID(),
      OrganizationId: crypto.randomUUID(),
    });
    expect(answer.kind).toBe('foreign');
    expect(waiting()).toBe(0);
  });
});
