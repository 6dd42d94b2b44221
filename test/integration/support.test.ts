import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Claimed } from '../../shared/ledger/ledger.ts';
import { BusError } from '../../shared/messaging/bus-error.ts';
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
import { claimNow, commitOf } from '../conformance/ledger-steps.ts';
import { doomed } from './sync-crash.ts';
import { supportSteps, type Task } from './support-steps.ts';
import { openWorld, type World } from './sync-harness.ts';
import { fresh, layGround, makeTask, map, type Ground } from './sync-rows.ts';

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

const steps = supportSteps(() => ({ world, ground }));
const { refused, cure, inFinance, look, job, finish, resultsOf, audited } = steps;

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

  it('of a record may be asked for again at once where the bus was away', async () => {
    const task = await refused();
    await cure(task);
    const cutOff = await world.host();
    await cutOff.bus.close();
    const ask = (on: Sync, token: string) =>
      replayRecord(on, { area, record: task.record }, { by: 'June Low', token });
    await expect(ask(cutOff, 'first')).rejects.toThrow(BusError);
    expect(await ask(world.sync, 'second')).toMatchObject({ step: 'sent' });
    await world.drain();
    expect(inFinance(task)).toHaveLength(1);
    expect(await world.state(map.tasks, task.id)).toMatchObject({ outcome: 'applied' });
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

  it('F44: goes on where a host ended, and writes each record once', { timeout: 120_000 }, async () => {
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
        timeout: 20_000,
        interval: 300,
      })
      .toBe('discarded');
  });

  it('of a record that another host takes over meanwhile is put off, and the record stays listed', async () => {
    const task = await refused();
    const { ledger, timing } = world.sync;
    let taken: Claimed | undefined;
    const stalled: Sync = {
      ...world.sync,
      // Its lease is over before it commits.
      timing: { ...timing, leaseMs: -2_000 },
      ledger: {
        ...ledger,
        commit: async (...asked) => {
          taken ??= await claimNow(ledger, task.record, 'other', 'another host');
          return ledger.commit(...asked);
        },
      },
    };
    expect(await discardRecord(stalled, area, task.record, discard)).toMatchObject({ outcome: 'busy' });
    expect(await world.state(map.tasks, task.id)).toMatchObject({ lease: { token: 'another host' } });
    expect((await world.open(area)).map(({ record }) => record)).toContain(task.record);
    if (taken === undefined) throw new Error('it was not taken over');
    await ledger.commit(taken, commitOf(taken, 'other'));
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
