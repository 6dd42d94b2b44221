import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findRecords } from '../../shared/support/find-records.ts';
import { listPage } from '../../shared/support/list-page.ts';
import { preview } from '../../shared/support/preview.ts';
import { showRecord } from '../../shared/support/show-record.ts';
import { supportSteps, type Task } from './support-steps.ts';
import { doomed } from './sync-crash.ts';
import { openWorld, type World } from './sync-harness.ts';
import {
  fresh,
  layGround,
  makeActual,
  makeProject,
  makeTask,
  map,
  postExpense,
  sentProject,
  type Ground,
} from './sync-rows.ts';

const area = 'setup-configuration';

let world: World;
let ground: Ground;
beforeAll(async () => {
  world = await openWorld();
  ground = await layGround(world);
});
afterAll(() => world.stop());
afterEach(async () => {
  await world.mode('Finance', { mode: 'normal' });
  await world.drain();
});

const { refused, cure, inFinance, look, job, finish, resultsOf } = supportSteps(() => ({ world, ground }));

describe('a preview', () => {
  it('writes nothing, claims nothing and locks nothing, and says what Finance would refuse again', async () => {
    const task = await refused();
    const before = await world.sync.ledger.open(task.record, 'k');
    const host = doomed(world.sync);
    expect(await look(task, host.sync)).toMatchObject({
      verdict: 'would-be-refused',
      field: 'TaskName',
      number: `${ground.project} ${task.number}`,
      why: expect.stringContaining("'Task name' must be filled in") as string,
    });
    const writing =
      /\.(create|update|delete|claim|commit|fold|put|add|take|set|remove|publish|schedule|receive)/;
    expect(host.calls.filter((call) => writing.test(call))).toEqual([]);
    expect((await world.sync.ledger.open(task.record, 'k')).version).toBe(before.version);
  });

  it('says that a cured record is safe, field by field, and that one which crossed meanwhile is there already', async () => {
    const task = await refused();
    await cure(task);
    const seen = await look(task);
    expect(seen).toMatchObject({
      verdict: 'safe',
      would: 'create',
      parents: [`${map.projects}|${ground.projectId}`],
    });
    expect(seen.fields.find(({ column }) => column === 'TaskName')).toEqual({
      source: 'msdyn_subject',
      sourceValue: 'Cured',
      column: 'TaskName',
      expected: 'Cured',
      differs: false,
    });
    await world.plant('ProjectTasks', {
      dataAreaId: 'usmf',
      ProjectId: ground.project,
      TaskId: task.number,
      TaskName: 'By hand',
    });
    const differing = await look(task);
    expect(differing).toMatchObject({ verdict: 'safe', would: 'update' });
    expect(differing.fields.find(({ column }) => column === 'TaskName')).toMatchObject({
      expected: 'Cured',
      counterpartValue: 'By hand',
      differs: true,
    });
    await world.run(world.change(map.tasks, task.id));
    expect(await look(task)).toMatchObject({ verdict: 'already-applied' });
  });

  it('names what is still missing, and shows what can be shown', async () => {
    const project = await makeProject(world, fresh('P'));
    const number = fresh('A');
    const id = await makeTask(world, project, number);
    await world.run(world.change(map.tasks, id));
    const seen = await look({ id, number, record: `${map.tasks}|${id}` });
    expect(seen).toMatchObject({ verdict: 'still-missing', field: 'msdyn_project' });
    expect(seen.why).toContain(project);
    expect(seen.fields.find(({ column }) => column === 'TaskId')).toMatchObject({ expected: number });
    await world.run(world.change(map.projects, project));
  });

  it('says why a record would be skipped, and that a system cannot be reached', async () => {
    const task = await refused();
    await world.june.update('msdyn_projecttask', task.id, { msdyn_islinetask: true });
    expect(await look(task)).toMatchObject({
      verdict: 'skipped',
      why: expect.stringContaining('msdyn_islinetask') as string,
    });
    await world.june.update('msdyn_projecttask', task.id, { msdyn_islinetask: false });
    await cure(task);
    await world.mode('Finance', { mode: 'failing', status: 503 });
    expect(await look(task)).toMatchObject({
      verdict: 'unreachable',
      why: expect.stringContaining('Finance could not be asked just now: ') as string,
    });
    // Nobody knows what Finance has: that it has no row would be untrue.
    expect(await look(task)).not.toHaveProperty('counterpartRow');
  });

  it('F43: says that a message which a later change has overtaken is superseded', async () => {
    const task = await refused();
    const letter = await world.sync.ledger.openRow(area, task.record);
    await world.june.update('msdyn_projecttask', task.id, { msdyn_islinetask: true });
    await world.run(world.change(map.tasks, task.id), {
      ...world.sync,
      bus: { ...world.sync.bus, receiveDeferredDeadLetter: () => Promise.resolve(undefined) },
    });
    await world.june.update('msdyn_projecttask', task.id, {
      msdyn_islinetask: false,
      msdyn_subject: 'Later',
    });
    if (letter !== undefined) await world.sync.ledger.putOpen(letter);
    expect(await look(task)).toMatchObject({ verdict: 'superseded' });
    await listPage(world.sync, { area }, 500);
  });

  it('tells the date of a transaction, and on which side of the company’s dates it is', async () => {
    const row = await postExpense(world, ground);
    const host = { ...world.sync, companies: new Map() };
    const seen = await preview(world.sync, 'expense', `${map.expenses}|${row}`);
    expect(seen).toMatchObject({
      verdict: 'safe',
      direction: 'to-dataverse',
      would: 'create',
      date: { date: '2026-10-26', beforeGoLive: false, beforeFirstOpenPeriod: false },
    });
    expect(seen.fields.find(({ column }) => column === 'msdyn_project')?.expected).toBe(ground.projectId);
    expect(await preview(host, 'expense', `${map.expenses}|${row}`)).toMatchObject({
      verdict: 'skipped',
      date: { date: '2026-10-26' },
    });
    expect(world.rows('Dataverse', 'msdyn_expense')).toEqual([]);
  });

  it('of a delete says what would be deleted', async () => {
    const number = fresh('A');
    const id = await makeTask(world, ground.projectId, number);
    await world.run(world.change(map.tasks, id));
    await fetch(`${world.dataverse.url}/api/data/v9.2/msdyn_projecttasks(${id})`, {
      method: 'DELETE',
      headers: { 'x-sandbox-user': 'June Low' },
    });
    await world.mode('Finance', { mode: 'failing', status: 400, writesOnly: true });
    await world.publish(world.change(map.tasks, id, { event: 'delete' }));
    await world.drain();
    await world.takeIn(area);
    const task = { id, number, record: `${map.tasks}|${id}` };
    await world.mode('Finance', { mode: 'normal' });
    expect(await look(task)).toMatchObject({ verdict: 'safe', would: 'delete' });
    expect(inFinance(task)).toHaveLength(1);
    const { id: jobId } = await job([await look(task)]);
    await finish(jobId);
    expect(await resultsOf(jobId)).toEqual({ deleted: 1 });
    expect(inFinance(task)).toEqual([]);
  });
});

describe('a record is found', () => {
  it('by its name, its number, a part of its number while it is open, and its id, in any letters', async () => {
    const task = await refused();
    for (const name of [
      task.record,
      `${ground.project} ${task.number}`,
      task.number.toLowerCase(),
      task.id.toUpperCase(),
    ])
      expect(await findRecords(world.sync, name), name).toEqual([task.record]);
    await cure(task);
    await world.run(world.change(map.tasks, task.id));
    expect(await findRecords(world.sync, `${ground.project} ${task.number}`)).toEqual([task.record]);
    expect(await findRecords(world.sync, 'no such number')).toEqual([]);
  });

  it('by its number where only the owner of its Finance row knows that: a project, and an actual by its import id', async () => {
    const number = fresh('P');
    const project = await sentProject(world, number);
    expect(await findRecords(world.sync, number.toLowerCase())).toEqual([`${map.projects}|${project}`]);
    const [actual, importId] = [await makeActual(world, project), crypto.randomUUID()];
    await world.system.update('msdyn_actual', actual, { msdyn_actualimportid: importId });
    await world.run(world.change(map.actuals, actual, { event: 'create' }));
    expect(await findRecords(world.sync, `{${importId.toUpperCase()}}`)).toEqual([
      `${map.actuals}|${actual}`,
    ]);
  });

  it('and shown with its failure, its timeline and both rows', async () => {
    const task = await refused();
    const shown = await showRecord(world.sync, task.record);
    expect(shown).toMatchObject({
      open: { standing: 'rejected', field: 'TaskName', hint: expect.any(String) as string },
      timeline: [{ outcome: 'rejected' }],
      preview: { verdict: 'would-be-refused' },
    });
    expect(shown).not.toHaveProperty('replay');
    expect(await showRecord(world.sync, `${map.tasks}|no such row`)).toBeUndefined();
  });
});

describe('the list', () => {
  it('comes page by page, the oldest first, each record once, without what was settled meanwhile', async () => {
    const tasks = [await refused(), await refused(), await refused(), await refused(), await refused()];
    const stale = tasks[1] as Task;
    const row = await world.sync.ledger.openRow(area, stale.record);
    await cure(stale);
    await world.run(world.change(map.tasks, stale.id));
    if (row !== undefined) await world.sync.ledger.putOpen(row);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listPage(world.sync, { area, map: map.tasks }, 2, after);
      seen.push(...page.records.map(({ record }) => record));
      after = page.next;
    } while (after !== undefined);
    const expected = tasks.filter((task) => task !== stale).map(({ record }) => record);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(expected));
    expect(seen).not.toContain(stale.record);
  });

  it('keeps the time since when a record is open while it is tried again and again', async () => {
    const task = await refused();
    const first = await world.sync.ledger.openRow(area, task.record);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await world.publish(world.change(map.tasks, task.id));
    await world.drain();
    await world.takeIn(area);
    expect((await world.sync.ledger.openRow(area, task.record))?.since).toBe(first?.since);
    expect((await world.timeline(map.tasks, task.id)).length).toBeGreaterThan(1);
  });
});
