import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWorld, shortLeases, type World } from './sync-harness.ts';
import { fresh, layGround, makeProject, map, postExpense } from './sync-rows.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ timing: shortLeases, requestTimeoutMs: 1_000 });
});
afterAll(() => world.stop());
afterEach(async () => {
  await world.mode('Finance', { mode: 'normal' });
  await world.drain();
});

const inFinance = (number: string) => world.rows('Finance', 'ProjectsV2', { ProjectId: number });

describe('a system that asks us to stay away', () => {
  it.each([
    ['seconds', { retryAfterSeconds: 2, retryAfterForm: 'seconds' }, 2_000],
    ['a date', { retryAfterSeconds: 2, retryAfterForm: 'date' }, 1_000],
    ['nothing', { retryAfterForm: 'none' }, 0],
    ['a negative time', { retryAfterSeconds: -60, retryAfterForm: 'seconds' }, 0],
  ])(
    'F14, F15: 429 with %s: nobody comes earlier, and nothing is dead-lettered',
    async (_form, mode, atLeast) => {
      const numbers = Array.from({ length: 3 }, () => fresh('P'));
      const ids = await Promise.all(numbers.map((number) => makeProject(world, number)));
      await world.mode('Finance', { mode: 'throttled', writesOnly: true, times: 3, ...mode });
      const from = Date.now();
      await Promise.all(ids.map((id) => world.run(world.change(map.projects, id))));
      const states = await Promise.all(ids.map((id) => world.state(map.projects, id)));
      // One of them comes back as the probe, the others are parked unless the probe is due by then.
      for (const state of states) expect(['retrying', 'waiting']).toContain(state?.outcome);
      for (const state of states) {
        expect(Date.parse(state?.nextAt ?? '') - from).toBeGreaterThan(atLeast);
        expect(Date.parse(state?.nextAt ?? '') - from).toBeLessThan(atLeast + 15_000);
      }
      await world.drain();
      expect(Date.now() - from).toBeGreaterThan(atLeast);
      for (const number of numbers) expect(inFinance(number)).toHaveLength(1);
      expect(world.deadLetters()).toBe(0);
    },
  );
});

describe('a system that is away', () => {
  it('F18: that answers too late ends the call in time, and the row is there once', async () => {
    const number = fresh('P');
    const id = await makeProject(world, number);
    await world.mode('Finance', { mode: 'slow', milliseconds: 1_400, writesOnly: true, times: 1 });
    await world.publish(world.change(map.projects, id));
    await world.drain();
    await sleep(500);
    expect(inFinance(number)).toHaveLength(1);
    expect((await world.timeline(map.projects, id)).at(-1)).toMatchObject({
      outcome: 'retrying',
      failure: { code: 'time-out' },
    });
  });
});

describe('a ledger that is away', () => {
  it('F38: nothing is written meanwhile, no delivery is used up, and all goes on when it is back', async () => {
    const ground = await layGround(world);
    const numbers = Array.from({ length: 5 }, () => fresh('P'));
    const ids = await Promise.all(numbers.map((number) => makeProject(world, number)));
    const expenses = await Promise.all([postExpense(world, ground), postExpense(world, ground)]);
    const before = world.rows('Dataverse', 'msdyn_expense').length;
    await world.stopLedger();
    await world.publish(
      ...ids.map((id) => world.change(map.projects, id)),
      ...expenses.map((row) => world.change(map.expenses, row)),
    );
    const until = Date.now() + 1_500;
    await world.drain({ until: () => Date.now() > until });
    for (const number of numbers) expect(inFinance(number)).toEqual([]);
    expect(world.rows('Dataverse', 'msdyn_expense')).toHaveLength(before);
    expect(world.deadLetters()).toBe(0);
    await world.startLedger();
    await world.sync.ledger.prepare();
    // The store forgot everything while it was away: what is in the systems is found by key.
    await world.run(world.change(map.projects, ground.projectId));
    await world.run(world.change(map.tasks, ground.taskId));
    await world.run(world.change(map.categories, 'usmf|HOTEL'));
    await world.drain();
    for (const number of numbers) expect(inFinance(number)).toHaveLength(1);
    expect(world.rows('Dataverse', 'msdyn_expense')).toHaveLength(before + 2);
    expect(inFinance(ground.project)).toHaveLength(1);
    expect(world.deadLetters()).toBe(0);
  });

  it('F38: that goes away in the middle of a write leaves one row, which is found again', async () => {
    const number = fresh('P');
    const id = await makeProject(world, number);
    const holder = {
      ...world.sync,
      finance: {
        ...world.sync.finance,
        create: async (...parameters: Parameters<typeof world.sync.finance.create>) => {
          await world.sync.finance.create(...parameters);
          await world.stopLedger();
        },
      },
    };
    await world.run(world.change(map.projects, id), holder);
    expect(world.counts('setup-configuration').scheduled).toBe(1);
    await world.startLedger();
    await world.sync.ledger.prepare();
    await world.drain();
    expect(inFinance(number)).toHaveLength(1);
    expect(await world.state(map.projects, id)).toMatchObject({ appliedOnce: true });
  });
});
