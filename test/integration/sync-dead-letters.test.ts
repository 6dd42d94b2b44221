import { ServiceBusClient } from '@azure/service-bus';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openRecords } from '../../shared/sync/open-records.ts';
import { changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { receiveChange } from '../../shared/sync/receive-change.ts';
import { replay } from '../../shared/sync/replay.ts';
import { doomed } from './sync-crash.ts';
import { openWorld, type World } from './sync-harness.ts';
import { fresh, layGround, makeActual, makeTask, map, postJournal, type Ground } from './sync-rows.ts';

const area = 'setup-configuration';

let world: World;
let ground: Ground;
beforeAll(async () => {
  world = await openWorld();
  ground = await layGround(world);
});
afterAll(() => world.stop());
afterEach(() => world.drain());

/** A task that Finance refuses until it has a name. */
async function refused(): Promise<{ id: string; number: string; record: string }> {
  const number = fresh('A');
  const id = await makeTask(world, ground.projectId, number, { msdyn_subject: null });
  return { id, number, record: `${map.tasks}|${id}` };
}
const inFinance = (number: string) => world.rows('Finance', 'ProjectTasks', { TaskId: number });
const cure = (id: string) => world.june.update('msdyn_projecttask', id, { msdyn_subject: 'Cured' });
const dead = () => world.counts(area).deadLetter;
const rowOf = (record: string) => world.sync.ledger.openRow(area, record);
/** What a person sees, after what is settled was taken off. */
async function listed(): Promise<readonly string[]> {
  const seen: string[] = [];
  for await (const row of openRecords(world.sync, area)) seen.push(row.record);
  return seen;
}

describe('what Finance refuses', () => {
  it('F22: is tried once, dead-lettered after its deliveries, and listed with field, text and hint', async () => {
    const { id, record } = await refused();
    await world.publish(world.change(map.tasks, id));
    expect(await world.drain()).toBe(4);
    expect(await world.timeline(map.tasks, id)).toMatchObject([{ outcome: 'rejected' }]);
    expect(dead()).toBe(1);
    expect(await world.takeIn(area)).toEqual({ open: 1, settled: 0 });
    expect(await rowOf(record)).toMatchObject({
      outcome: 'rejected',
      failure: {
        field: 'TaskName',
        message: expect.stringContaining("'Task name' must be filled in") as string,
        hint: expect.any(String) as string,
      },
    });
    await cure(id);
    await world.run(world.change(map.tasks, id));
    expect(dead()).toBe(0);
    expect(await listed()).not.toContain(record);
  });

  it('F23: leaves the other 93 of a burst of 100 written once, and says of each of the 7 why', async () => {
    const taken = [fresh('A'), fresh('A'), fresh('A')];
    const owners = await Promise.all(
      taken.map((number) => makeTask(world, ground.projectId, number, { msdyn_subject: 'Owner' })),
    );
    for (const id of owners) await world.run(world.change(map.tasks, id, { event: 'create' }));
    const good = Array.from({ length: 93 }, () => fresh('A'));
    const goodIds = await Promise.all(good.map((number) => makeTask(world, ground.projectId, number)));
    const nameless = await Promise.all(Array.from({ length: 4 }, refused));
    const takers = await Promise.all(taken.map((number) => makeTask(world, ground.projectId, number)));
    const burst = [...nameless.map(({ id }) => id), ...goodIds, ...takers];
    const counts = `${world.finance.url}/sandbox/counts`;
    await fetch(counts, { method: 'DELETE' });
    await world.publish(...burst.map((id) => world.change(map.tasks, id, { event: 'create' })));
    await world.drain({ patienceMs: 30_000 });

    for (const number of good) expect(inFinance(number)).toHaveLength(1);
    // Those that Finance refuses are asked for once; whose number is taken is not even sent.
    expect(await (await fetch(counts)).json()).toEqual({ POST: { ProjectTasks: 93 + 4 } });
    for (const id of goodIds)
      expect(await world.timeline(map.tasks, id)).toMatchObject([{ outcome: 'applied' }]);
    for (const { id, number } of nameless) {
      expect(inFinance(number)).toEqual([]);
      expect(await world.state(map.tasks, id)).toMatchObject({
        outcome: 'rejected',
        failure: { cause: 'mandatory-field-empty', field: 'TaskName' },
      });
    }
    for (const [at, id] of takers.entries()) {
      expect(inFinance(taken[at] ?? '')).toMatchObject([{ TaskName: 'Owner' }]);
      const failure = (await world.state(map.tasks, id))?.failure;
      expect(failure).toMatchObject({ cause: 'counterpart-taken' });
      expect(failure?.message).toContain(owners[at]);
    }
    expect(dead()).toBe(7);
    expect(await world.takeIn(area)).toEqual({ open: 7, settled: 0 });
    for (const { id } of nameless) await cure(id);
    for (const [at, id] of takers.entries())
      await world.june.update('msdyn_projecttask', id, { msdyn_activitynumber: fresh(`A-${String(at)}`) });
    await world.publish(...burst.map((id) => world.change(map.tasks, id)));
    await world.drain({ patienceMs: 30_000 });
    expect(dead()).toBe(0);
  });

  it('closes its dead letter by itself when a later change succeeds after a detour over a retry', async () => {
    const { id, number } = await refused();
    await world.publish(world.change(map.tasks, id));
    await world.drain();
    await world.takeIn(area);
    await cure(id);
    await world.mode('Finance', { mode: 'failing', status: 502, times: 1, writesOnly: true });
    await world.publish(world.change(map.tasks, id));
    await world.drain();
    expect(inFinance(number)).toHaveLength(1);
    expect(dead()).toBe(0);
  });

  it('keeps one dead letter of a record that is refused twice', async () => {
    const { id, number } = await refused();
    for (let time = 0; time < 2; time++) {
      await world.publish(world.change(map.tasks, id));
      await world.drain();
      await world.takeIn(area);
    }
    expect(dead()).toBe(1);
    await cure(id);
    await world.run(world.change(map.tasks, id));
    expect(inFinance(number)).toHaveLength(1);
    expect(dead()).toBe(0);
  });

  it('is settled for good when its row leaves the filter before its dead letter is looked at', async () => {
    const { id, record } = await refused();
    await world.publish(world.change(map.tasks, id));
    await world.drain();
    await world.june.update('msdyn_projecttask', id, { msdyn_islinetask: true });
    await world.run(world.change(map.tasks, id));
    expect(await world.takeIn(area)).toEqual({ open: 0, settled: 1 });
    expect(dead()).toBe(0);
    expect(await listed()).not.toContain(record);
  });

  it('F32: a voucher that Dataverse refused stays listed when the same actual is sent to Finance again', async () => {
    const id = await makeActual(world, ground.projectId);
    await world.run(world.change(map.actuals, id));
    await postJournal(world);
    await world.mode('Dataverse', {
      mode: 'failing',
      status: 400,
      writesOnly: true,
      sets: ['msdyn_actuals'],
    });
    await world.publish(world.change(map.actuals, id, { source: 'finance' }));
    await world.drain();
    await world.takeIn('estimates-actuals');
    expect(world.counts('estimates-actuals').deadLetter).toBe(1);
    await world.publish(world.change(map.actuals, id));
    await world.drain();
    await world.takeIn('estimates-actuals');
    expect(await world.state(map.actuals, id)).toMatchObject({ outcome: 'rejected' });
    expect(world.counts('estimates-actuals').deadLetter).toBe(1);

    await world.mode('Dataverse', { mode: 'normal' });
    await world.publish(world.change(map.actuals, id));
    await world.drain();
    const [staged] = world.rows('Finance', 'ProjActualsImports', { ActualId: id });
    expect(world.rows('Dataverse', 'msdyn_actual', { msdyn_actualid: id })).toMatchObject([
      { msdyn_vouchernumber: staged?.['VoucherNumber'] },
    ]);
    expect(world.counts('estimates-actuals').deadLetter).toBe(0);
  });
});

describe('a message that nobody can read', () => {
  it.each([
    ['text that is no JSON', 'garbage'],
    ['nothing', ''],
    ['another schema', { schema: 'change', map: map.tasks }],
    ['a newer version that nobody has taken for a day', { schema: 'change/2', at: '2026-01-01T00:00:00Z' }],
    ['an unknown table map', { ...({} as object) }],
  ])('F20, F21, F46: %s ends in the dead letters without a call, and is listed', async (what, body) => {
    const unknown = { ...world.change(map.tasks, 'x'), map: 'No such map' };
    const sent = what === 'an unknown table map' ? unknown : body;
    await world.send(area, sent);
    expect(await world.drain()).toBe(4);
    expect(await world.takeIn(area)).toEqual({ open: 1, settled: 0 });
    const [row] = (await world.open(area)).filter(({ failure }) => failure.code === 'unreadable');
    expect(row?.deadLetter).toBeDefined();
    const replayed = await replay(world.sync, area, row?.record ?? '');
    expect(replayed).toMatchObject({ outcome: 'nothing-to-replay' });
    const again = await world.sync.bus.receiveDeferredDeadLetter(area, row?.deadLetter?.sequenceNumber ?? '');
    expect(again, 'the letter is given back').toBeDefined();
    await again?.complete();
    await world.sync.ledger.removeOpen(area, row?.record ?? '', row?.deadLetter?.sequenceNumber);
  });
});

describe('a message that a newer version of the app wrote', () => {
  it('F21, F47: is given back for that version to take, uses up no deliveries and loses nothing of itself', async () => {
    const body = { schema: 'change/2', at: new Date().toISOString(), map: map.tasks, new: { of: ['it', 2] } };
    // By this clock the minute after which it comes back is over in a moment.
    const now = (): number => Date.now() - 59_800;
    await receiveChange({ ...world.sync, now }, { area, body, messageId: fresh('m'), sequenceNumber: '1' });
    const client = new ServiceBusClient(world.broker.connectionString);
    const receiver = client.createReceiver(changesTopic(area), syncSubscription);
    const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 5_000 });
    expect(message?.body).toEqual(body);
    expect(message?.contentType).toBe('application/json');
    if (message !== undefined) await receiver.completeMessage(message);
    await client.close();
  });
});

describe('a message that died without a verdict', () => {
  it('stays listed although its record was settled before, until it is replayed', async () => {
    const { id, number, record } = await refused();
    await cure(id);
    await world.run(world.change(map.tasks, id));
    await world.june.update('msdyn_projecttask', id, { msdyn_subject: 'Later' });
    await world.publish(world.change(map.tasks, id));
    const hosts = Array.from({ length: 4 }, () => doomed(world.sync, { at: 1, when: 'before' }));
    await world.drain({ host: () => hosts.find((host) => !host.crashed())?.sync });
    expect(dead()).toBe(1);
    await world.takeIn(area);
    expect(await listed()).toContain(record);
    expect(await listed()).toContain(record);
    expect(dead()).toBe(1);
    expect(await replay(world.sync, area, record)).toMatchObject({ outcome: 'sent' });
    await world.drain();
    expect(inFinance(number)).toMatchObject([{ TaskName: 'Later' }]);
    expect(dead()).toBe(0);
  });
});

describe('a replay', () => {
  const deadLetter = async (): Promise<{ id: string; number: string; record: string }> => {
    const task = await refused();
    await world.publish(world.change(map.tasks, task.id));
    await world.drain();
    await world.takeIn(area);
    return task;
  };

  it('F41: inside the duplicate window is processed, again and again', async () => {
    const { id, number, record } = await deadLetter();
    for (let time = 0; time < 2; time++) {
      expect(await replay(world.sync, area, record)).toMatchObject({ outcome: 'sent' });
      await world.drain();
      await world.takeIn(area);
      expect(dead()).toBe(1);
    }
    await cure(id);
    await replay(world.sync, area, record);
    await world.drain();
    expect(inFinance(number)).toHaveLength(1);
    expect((await world.timeline(map.tasks, id)).map((row) => row.outcome)).toEqual([
      'applied',
      'rejected',
      'rejected',
      'rejected',
    ]);
    expect(dead()).toBe(0);
    expect(await rowOf(record)).toBeUndefined();
  });

  it('F40: after the rows of the ledger were purged still gives one document', async () => {
    const { id, number, record } = await deadLetter();
    await cure(id);
    await world.run(world.change(map.tasks, id), {
      ...world.sync,
      bus: { ...world.sync.bus, receiveDeferredDeadLetter: () => Promise.resolve(undefined) },
    });
    const { ledger } = world.sync;
    if ('purge' in ledger)
      await (ledger.purge as (record: string, before: string) => Promise<number>)(record, '9999');
    expect(await world.timeline(map.tasks, id)).toEqual([]);
    await replay(world.sync, area, record);
    await world.drain();
    expect(inFinance(number)).toHaveLength(1);
    await listed();
    expect(dead()).toBe(0);
  });

  it('F42: by two people at once is outstanding once, and the second is told', async () => {
    const { id, number, record } = await deadLetter();
    await cure(id);
    const second = await world.host();
    const answers = await Promise.all([replay(world.sync, area, record), replay(second, area, record)]);
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['nothing-to-replay', 'sent']);
    expect(world.counts(area).active).toBe(1);
    await world.drain();
    expect(inFinance(number)).toHaveLength(1);
    expect(dead()).toBe(0);
  });

  it('F43: of a message that a later change has overtaken writes nothing old', async () => {
    const { id, number, record } = await deadLetter();
    const [letter] = [await rowOf(record)];
    await cure(id);
    await world.run(world.change(map.tasks, id), {
      ...world.sync,
      bus: { ...world.sync.bus, receiveDeferredDeadLetter: () => Promise.resolve(undefined) },
    });
    if (letter !== undefined) await world.sync.ledger.putOpen(letter);
    await replay(world.sync, area, record);
    const host = doomed(world.sync);
    await world.drain({ host: () => host.sync });
    expect(host.calls.filter((call) => call.startsWith('finance.'))).toEqual([]);
    expect(inFinance(number)).toMatchObject([{ TaskName: 'Cured' }]);
    expect(await world.state(map.tasks, id)).toMatchObject({ outcome: 'applied' });
    await listed();
    expect(await rowOf(record)).toBeUndefined();
  });

  it('F45: whose host ends at any point is done once, and leaves no dead letter behind', async () => {
    const points = (['before', 'after'] as const).flatMap((when) => [
      { at: 'bus.receiveDeferredDeadLetter' as const, when },
      { at: 'bus.publish' as const, when },
    ]);
    for (const point of points) {
      const { id, number, record } = await deadLetter();
      await cure(id);
      await expect(replay(doomed(world.sync, point).sync, area, record)).rejects.toThrow();
      await world.drain();
      // The letter stays locked by the host that ended until its lock runs out.
      world.skip(60_000);
      await replay(world.sync, area, record);
      await world.drain();
      await listed();
      expect(dead(), `${point.when} ${point.at}`).toBe(0);
      expect(inFinance(number), `${point.when} ${point.at}`).toHaveLength(1);
    }
  });

  it('F41: of an older letter does not reuse the number of a copy that was sent before', async () => {
    const { id, number, record } = await refused();
    await world.mode('Finance', { mode: 'failing', status: 502, times: 2, writesOnly: true });
    await world.publish(world.change(map.tasks, id));
    await world.drain();
    // Another change is refused at its first attempt and leaves the lower number in the state.
    await world.run(world.change(map.tasks, id)).catch(() => undefined);
    await world.takeIn(area);
    await cure(id);
    await world.mode('Finance', { mode: 'failing', status: 502, times: 1, writesOnly: true });
    expect(await replay(world.sync, area, record)).toMatchObject({ outcome: 'sent' });
    await world.drain();
    expect(inFinance(number)).toHaveLength(1);
  });
});
