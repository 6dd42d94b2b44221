import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRecords } from '../../shared/sync/open-records.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { ledgerProxy, type Fate, type LedgerProxy } from './ledger-proxy.ts';
import { openWorld, type World } from './sync-harness.ts';
import { fresh, makeProject, makeTask, map } from './sync-rows.ts';

let proxy: LedgerProxy;
let world: World;
let second: Sync;
beforeAll(async () => {
  world = await openWorld({
    // Long enough for a busy machine: it is the proxy that fails here, by count.
    ledgerTimeoutMs: 3_000,
    lockSeconds: 20,
    ledgerThrough: async (store) => {
      proxy = await ledgerProxy(store);
      return proxy.connectionString;
    },
  });
  second = await world.host();
});
afterAll(async () => {
  await world.stop();
  await proxy.stop();
});

const rowsOf = (set: string) => world.rows('Finance', set);
/** Requests of each kind of bad day. Their number ends it, not a time. */
const refused = 100;
const mixed = 300;
const badDay: readonly Fate[] = ['busy', 'passes', 'lost', 'throttled', 'passes', 'timed-out', 'busy'];

/** All is refused, then some of it is done with or without an answer, then all passes. */
function fateOf(request: number): Fate {
  if (request <= refused) return request % 2 === 0 ? 'busy' : 'throttled';
  if (request === refused + 1) written = rowsOf('ProjectsV2').length + rowsOf('ProjectTasks').length;
  if (request > refused + mixed) return 'passes';
  return request % 100 === 0 ? 'silent' : (badDay[request % badDay.length] ?? 'passes');
}
let written: number | undefined;

it('F39: a ledger that refuses, throttles and loses answers under load: nothing is lost, doubled or dead-lettered, and each host raises one alarm', async () => {
  const projects = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const number = fresh('P');
      return { number, id: await makeProject(world, number) };
    }),
  );
  const tasks = await Promise.all(
    projects.map(async ({ id }) => {
      const number = fresh('A');
      return { number, id: await makeTask(world, id, number) };
    }),
  );
  proxy.decide(fateOf);
  // Children before their parents.
  await world.publish(
    ...tasks.map(({ id }) => world.change(map.tasks, id)),
    ...projects.map(({ id }) => world.change(map.projects, id)),
  );
  let turn = 0;
  await world.drain({ host: () => (turn++ % 2 === 0 ? world.sync : second), patienceMs: 120_000 });

  // Nothing is written while nobody can claim.
  expect(written).toBe(0);
  for (const { number, id } of projects) {
    expect(world.rows('Finance', 'ProjectsV2', { ProjectId: number })).toHaveLength(1);
    expect(['applied', 'unchanged']).toContain((await world.state(map.projects, id))?.outcome);
  }
  for (const { number, id } of tasks) {
    expect(world.rows('Finance', 'ProjectTasks', { TaskId: number })).toHaveLength(1);
    expect(['applied', 'unchanged']).toContain((await world.state(map.tasks, id))?.outcome);
  }
  // What could not be taken off the list at once is taken off by whoever reads it.
  const open: unknown[] = [];
  for await (const row of openRecords(world.sync, 'setup-configuration')) open.push(row);
  expect(open).toEqual([]);
  expect(world.deadLetters()).toBe(0);
  // One of each host.
  expect(world.alarms).toEqual(['ledger-away ledger', 'ledger-away ledger']);
}, 150_000);
