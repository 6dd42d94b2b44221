import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { discardRecord } from '../../shared/support/discard-record.ts';
import { documentOf } from '../../shared/support/document-of.ts';
import { findRecords } from '../../shared/support/find-records.ts';
import { jobProgress } from '../../shared/support/job-progress.ts';
import { listPage } from '../../shared/support/list-page.ts';
import { preview } from '../../shared/support/preview.ts';
import { replayRecord } from '../../shared/support/replay-record.ts';
import { runJob } from '../../shared/support/run-job.ts';
import { showRecord } from '../../shared/support/show-record.ts';
import { startJob } from '../../shared/support/start-job.ts';
import type { Sync } from '../../shared/sync/sync.ts';
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

interface Task {
  readonly id: string;
  readonly number: string;
  readonly record: string;
}

/** A task that Finance refuses until it has a name, with its dead letter taken in. */
async function refused(): Promise<Task> {
  const number = fresh('A');
  const id = await makeTask(world, ground.projectId, number, { msdyn_subject: null });
  await world.publish(world.change(map.tasks, id));
  await world.drain();
  await world.takeIn(area);
  return { id, number, record: `${map.tasks}|${id}` };
}
const cure = ({ id }: Task, name = 'Cured') =>
  world.june.update('msdyn_projecttask', id, { msdyn_subject: name });
const inFinance = ({ number }: Task) => world.rows('Finance', 'ProjectTasks', { TaskId: number });
const look = ({ record }: Task, on: Sync = world.sync) => preview(on, area, record);
const job = async (list: readonly { readonly record: string; readonly hash?: string }[], by = 'June Low') =>
  startJob(
    world.sync,
    list.map(({ record, hash }) => ({ area, record, hash })),
    by,
  );
/** Works on a job while the functions work. */
const finish = async (id: string, on: Sync = world.sync): Promise<void> => {
  let ended = false;
  await world.drain({
    until: async () => {
      const now = await on.ledger.job(id);
      if (now !== undefined && !ended) ended = (await runJob(on, now, 0)) === 'finished';
      return ended;
    },
    patienceMs: 120_000,
  });
};
const resultsOf = async (id: string) => (await jobProgress(world.sync, id))?.results;
const audited = (record: string) => world.sync.ledger.audit({ record }, 10);

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

describe('the replay of a list', () => {
  it('writes what was previewed once, completes the dead letters, and says what came of each', async () => {
    const tasks = [await refused(), await refused(), await refused()];
    const [good, better, bad] = tasks as [Task, Task, Task];
    await cure(good);
    await cure(better);
    const list = await Promise.all(tasks.map((task) => look(task)));
    const { id } = await job(list);
    await finish(id);
    expect(await resultsOf(id)).toEqual({ applied: 2, rejected: 1 });
    expect(tasks.map((task) => inFinance(task).length)).toEqual([1, 1, 0]);
    expect(await audited(good.record)).toMatchObject([
      { by: 'June Low', action: 'replay', job: id, before: { outcome: 'rejected', field: 'TaskName' } },
    ]);
    expect((await world.timeline(map.tasks, good.id))[0]).toMatchObject({ origin: 'replay by June Low' });
    expect(await world.sync.ledger.openRow(area, good.record)).toBeUndefined();
    await world.takeIn(area);
    expect(await world.sync.ledger.openRow(area, bad.record)).toMatchObject({ outcome: 'rejected' });
  });

  it('skips a record that moved since the preview, in either system, and says so', async () => {
    const [inSource, inTarget, still] = [await refused(), await refused(), await refused()];
    for (const task of [inSource, inTarget, still]) await cure(task);
    const list = await Promise.all([inSource, inTarget, still].map((task) => look(task)));
    await cure(inSource, 'Named otherwise');
    await world.plant('ProjectTasks', {
      dataAreaId: 'usmf',
      ProjectId: ground.project,
      TaskId: inTarget.number,
      TaskName: 'By hand',
    });
    const { id } = await job(list);
    await finish(id);
    expect(await resultsOf(id)).toEqual({ moved: 2, applied: 1 });
    const progress = await jobProgress(world.sync, id);
    expect(progress?.items[0]?.why).toContain('Something has changed since the preview');
    expect(inFinance(inSource)).toEqual([]);
    expect(inFinance(inTarget)).toMatchObject([{ TaskName: 'By hand' }]);
    expect(inFinance(still)).toHaveLength(1);
    expect(await audited(inSource.record)).toEqual([]);
    const { id: second } = await job([await look(inSource), await look(inTarget)]);
    await finish(second);
    expect(await resultsOf(second)).toEqual({ applied: 2 });
  });

  it('does not send what cannot be compared', async () => {
    const task = await refused();
    await cure(task);
    const list = [await look(task)];
    await world.mode('Finance', { mode: 'failing', status: 503 });
    const { id } = await job(list);
    await finish(id);
    expect(await resultsOf(id)).toEqual({ unreachable: 1 });
    expect(await audited(task.record)).toEqual([]);
  });

  it('F42: by two people at once is outstanding once, and the second sees who is at it', async () => {
    const task = await refused();
    await cure(task);
    const list = [await look(task)];
    const jobs = [await job(list, 'June Low'), await job(list, 'Alicia')];
    const hosts = [world.sync, await world.host()];
    await Promise.all(jobs.map((each, index) => runJob(hosts[index] ?? world.sync, each, 0)));
    const items = await Promise.all(jobs.map(async ({ id }) => (await world.sync.ledger.jobItems(id))[0]));
    const second = items.find((item) => item?.outcome === 'taken');
    const first = items.find((item) => item?.step === 'sent');
    expect(first).toBeDefined();
    const winner = jobs[items.indexOf(first)]?.by ?? '';
    expect(second?.why).toContain(`${winner} has been replaying it since`);
    expect(await showRecord(world.sync, task.record)).toMatchObject({ replay: { by: winner } });
    expect(world.counts(area).active).toBe(1);
    for (const { id } of jobs) await finish(id);
    expect(inFinance(task)).toHaveLength(1);
    expect(await showRecord(world.sync, task.record)).not.toHaveProperty('replay');
  });

  it('F41: may be asked for again as soon as the first one is answered', async () => {
    const task = await refused();
    for (const _time of [1, 2]) {
      const { id } = await job([{ record: task.record }]);
      await finish(id);
      expect(await resultsOf(id)).toEqual({ rejected: 1 });
      await world.takeIn(area);
    }
    expect(await audited(task.record)).toHaveLength(2);
  });

  it('F44: goes on where a host ended, and writes each record once', { timeout: 240_000 }, async () => {
    const points = [
      { at: 'ledger.takeHold', nth: 3, when: 'after' },
      { at: 'ledger.addAudit', nth: 2, when: 'after' },
      { at: 'bus.publish', nth: 2, when: 'before' },
      { at: 'bus.publish', nth: 2, when: 'after' },
      { at: 'ledger.putJobItems', when: 'before' },
    ] as const;
    for (const point of points) {
      const tasks = [await refused(), await refused(), await refused()];
      for (const task of tasks) await cure(task);
      const { id } = await job(await Promise.all(tasks.map((task) => look(task))));
      const now = await world.sync.ledger.job(id);
      if (now === undefined) throw new Error('the job is gone');
      const end = world.sync.now() + 60_000;
      await expect(runJob(doomed(world.sync, point).sync, now, 0)).rejects.toThrow();
      world.skip(60_000);
      // What held the job ended with the host: the next one may take it up later.
      await finish(id, { ...world.sync, now: () => Math.max(end, Date.now()) + 120_000 });
      const where = `${point.when} ${point.at}`;
      expect(
        tasks.map((task) => inFinance(task).length),
        where,
      ).toEqual([1, 1, 1]);
      expect(await jobProgress(world.sync, id), where).toMatchObject({
        job: { finished: true },
        toDo: 0,
        sent: 0,
      });
    }
  });

  it('looks at once at a record that only waits', async () => {
    const parent = await makeTask(world, ground.projectId, fresh('A'), { msdyn_subject: null });
    const number = fresh('A');
    const child = await makeTask(world, ground.projectId, number, {
      msdyn_outlinelevel: 2,
      msdyn_parenttask: { bind: `/msdyn_projecttasks(${parent})` },
    });
    await world.run(world.change(map.tasks, child));
    const record = `${map.tasks}|${child}`;
    const { id } = await job([{ record }]);
    await finish(id);
    expect(await resultsOf(id)).toEqual({ waiting: 1 });
    expect((await world.timeline(map.tasks, child))[0]).toMatchObject({ origin: 'replay by June Low' });
    await world.june.update('msdyn_projecttask', parent, { msdyn_subject: 'Parent' });
    await world.run(world.change(map.tasks, parent));
    await world.drain();
    expect(world.rows('Finance', 'ProjectTasks', { TaskId: number })).toHaveLength(1);
  });

  it('finds nothing to do for a record that is settled, or that nobody knows', async () => {
    const task = await refused();
    await cure(task);
    await world.run(world.change(map.tasks, task.id));
    const { id } = await job([{ record: task.record }, { record: `${map.tasks}|nobody` }]);
    await finish(id);
    expect(await resultsOf(id)).toEqual({ settled: 2 });
  });
});

describe('a whole document', () => {
  it('is replayed with its parents first', async () => {
    const parent = await refused();
    const number = fresh('A');
    const id = await makeTask(world, ground.projectId, number, {
      msdyn_outlinelevel: 2,
      msdyn_parenttask: { bind: `/msdyn_projecttasks(${parent.id})` },
    });
    await world.run(world.change(map.tasks, id));
    const child = { id, number, record: `${map.tasks}|${id}` };
    const list = await documentOf(world.sync, child.record);
    expect(list.map(({ record }) => record)).toEqual([parent.record, child.record]);
    await cure(parent);
    const seen = await documentOf(world.sync, child.record);
    const started = await startJob(
      world.sync,
      seen.map(({ record, parents }) => ({ area, record, parents })),
      'June Low',
    );
    const sent: string[] = [];
    const host: Sync = {
      ...world.sync,
      bus: {
        ...world.sync.bus,
        publish: (messages) => {
          sent.push(...messages.map(({ change }) => `${map.tasks}|${change.row}`));
          return world.sync.bus.publish(messages);
        },
      },
    };
    await finish(started.id, host);
    expect(sent[0]).toBe(parent.record);
    expect((await jobProgress(world.sync, started.id))?.job.finished).toBe(true);
    expect([parent, child].map((task) => inFinance(task).length)).toEqual([1, 1]);
  });

  it('has its header and all of its open lines, whichever of them is named', async () => {
    const number = fresh('VI');
    const line = (index: number) => ({
      id: `${number}-${String(index)}`,
      project: ground.project,
      task: ground.task,
      category: 'TCN-0000001002-D3B43',
      categoryType: 'Item',
      product: 'P-0001',
      unit: 'ea',
      date: '2026-10-27',
      billingType: 'Chargeable',
      quantity: '3',
      price: '19.99',
      text: 'Cable',
    });
    await world.alicia.act('create-vendor-invoice', {
      company: 'usmf',
      vendor: 'V-1001',
      number,
      date: '2026-10-27',
      currency: 'USD',
      description: 'Cable sets',
      lines: [line(1), line(2)],
    });
    await world.alicia.act('post-vendor-invoice', { company: 'usmf', vendor: 'V-1001', number });
    for (const index of [1, 2])
      await world.run(world.change(map.invoiceLines, `${number}-${String(index)}|usmf`));
    const header = `${map.invoices}|usmf|V-1001|${number}`;
    const lines = [1, 2].map((index) => `${map.invoiceLines}|${number}-${String(index)}|usmf`);
    for (const named of [header, lines[0] ?? ''])
      expect((await documentOf(world.sync, named)).map(({ record }) => record).toSorted()).toEqual(lines);
    await world.run(world.change(map.invoices, `usmf|V-1001|${number}`));
    await world.drain();
  });
});

describe('a discard', () => {
  const discard = { by: 'Alicia', reason: 'made by mistake' };

  it('settles the record, completes its dead letter, and is in the audit with what it was before', async () => {
    const task = await refused();
    const letters = world.counts(area).deadLetter;
    expect(await discardRecord(world.sync, area, task.record, discard)).toEqual({ outcome: 'discarded' });
    expect(await world.state(map.tasks, task.id)).toMatchObject({
      outcome: 'discarded',
      reason: 'discarded by Alicia: made by mistake',
    });
    expect(await world.state(map.tasks, task.id)).not.toHaveProperty('failure');
    expect(world.counts(area).deadLetter).toBe(letters - 1);
    expect(await world.sync.ledger.openRow(area, task.record)).toBeUndefined();
    expect(await audited(task.record)).toMatchObject([
      {
        by: 'Alicia',
        action: 'discard',
        reason: 'made by mistake',
        before: { outcome: 'rejected', field: 'TaskName' },
        after: { outcome: 'discarded' },
      },
    ]);
    expect((await world.timeline(map.tasks, task.id))[0]).toMatchObject({
      outcome: 'discarded',
      origin: 'discard by Alicia',
    });
    expect(await findRecords(world.sync, `${ground.project} ${task.number}`)).toEqual([task.record]);
    expect(await discardRecord(world.sync, area, task.record, discard)).toMatchObject({ outcome: 'settled' });
  });

  it('ends the messages of a record that waits, and the next change of its source is worked on', async () => {
    const parent = await makeTask(world, ground.projectId, fresh('A'), { msdyn_subject: null });
    const number = fresh('A');
    const child = await makeTask(world, ground.projectId, number, {
      msdyn_outlinelevel: 2,
      msdyn_parenttask: { bind: `/msdyn_projecttasks(${parent})` },
    });
    await world.run(world.change(map.tasks, child));
    expect(world.counts(area).scheduled).toBe(1);
    await discardRecord(world.sync, area, `${map.tasks}|${child}`, discard);
    await world.drain();
    expect(await world.state(map.tasks, child)).toMatchObject({ outcome: 'discarded' });
    await world.june.update('msdyn_projecttask', parent, { msdyn_subject: 'Parent' });
    await world.run(world.change(map.tasks, parent));
    await world.drain();
    expect(world.rows('Finance', 'ProjectTasks', { TaskId: number })).toEqual([]);
    await world.run(world.change(map.tasks, child));
    expect(world.rows('Finance', 'ProjectTasks', { TaskId: number })).toHaveLength(1);
  });

  it('that expires brings the record back', async () => {
    const task = await refused();
    const until = new Date(Date.now() + 1_500).toISOString();
    await discardRecord(world.sync, area, task.record, { ...discard, until });
    expect(await world.state(map.tasks, task.id)).toMatchObject({
      outcome: 'discarded',
      reason: expect.stringContaining('(until 20') as string,
    });
    await world.drain({ patienceMs: 15_000 });
    expect(await world.state(map.tasks, task.id)).toMatchObject({ outcome: 'rejected' });
    expect((await world.timeline(map.tasks, task.id))[0]).toMatchObject({ origin: 'discard expired' });
  });

  it('of a record that is being worked on is put off', async () => {
    const task = await refused();
    const opened = await world.sync.ledger.open(task.record, 'other');
    const at = opened.now;
    await world.sync.ledger.claim(opened, {
      token: 't',
      until: new Date(Date.parse(at) + 1_500).toISOString(),
      key: { key: 'other', outcome: 'started', attempt: 1, sequenceNumber: '1', at },
      timeline: { at, key: 'other', attempt: 1, origin: 'test', direction: 'to-finance', outcome: 'started' },
      initial: { map: map.tasks, mapVersion: '1', area },
    });
    expect(await discardRecord(world.sync, area, task.record, discard)).toMatchObject({ outcome: 'busy' });
    expect(await audited(task.record)).toEqual([]);
    await expect
      .poll(async () => (await discardRecord(world.sync, area, task.record, discard)).outcome, {
        timeout: 60_000,
        interval: 300,
      })
      .toBe('discarded');
  });

  it('F46: is all that can be done with a message that nobody can read', async () => {
    await world.send(area, 'garbage');
    await world.drain();
    await world.takeIn(area);
    const page = await listPage(world.sync, { cause: 'unreadable' }, 10);
    const record = page.records[0]?.record ?? '';
    expect(page).toMatchObject({
      total: 1,
      records: [{ message: expect.stringContaining('garbage') as string }],
    });
    expect(await preview(world.sync, area, record)).toMatchObject({ verdict: 'would-be-refused' });
    expect(await showRecord(world.sync, record)).toMatchObject({
      open: { cause: 'unreadable' },
      timeline: [],
    });
    const who = { by: 'June Low', token: 't' };
    expect(await replayRecord(world.sync, { area, record }, who)).toMatchObject({ outcome: 'cannot' });
    expect(await discardRecord(world.sync, area, record, discard)).toEqual({ outcome: 'discarded' });
    expect((await listPage(world.sync, { cause: 'unreadable' }, 10)).total).toBe(0);
    expect((await audited(record)).map(({ action }) => action)).toEqual(['discard', 'replay']);
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
