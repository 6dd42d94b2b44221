import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { breakers } from '../../shared/sync/gates/breakers.ts';
import { systemBreaker } from '../../shared/sync/gates/gate-names.ts';
import { openGates } from '../../shared/sync/gates/gates.ts';
import { guardedScan } from '../../shared/sync/gates/guarded-scan.ts';
import { pause } from '../../shared/sync/gates/pause.ts';
import { releaseParked } from '../../shared/sync/gates/release-parked.ts';
import { resume } from '../../shared/sync/gates/resume.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { Crash, doomed } from './sync-crash.ts';
import { gateSteps, patient, type Project } from './sync-gates.ts';
import { openWorld, shortGates, shortLeases, type World } from './sync-harness.ts';
import { deleteRow, fresh, map, sentProject } from './sync-rows.ts';

const area = 'setup-configuration';
const finance = systemBreaker('finance');
const usmf = systemBreaker('finance', 'usmf');

let world: World;
beforeAll(async () => {
  world = await openWorld({ timing: shortLeases, requestTimeoutMs: 1_000 });
});
afterAll(() => world.stop());
afterEach(async () => {
  await world.mode('Finance', { mode: 'normal' });
  await world.mode('Dataverse', { mode: 'normal' });
  await goOn();
  for (const [name, text] of await world.sync.ledger.listControls('breaker|'))
    await world.sync.ledger.putControlIf(name, text, undefined);
  world.sync.gates.forget();
  world.alarms.length = 0;
});

const steps = gateSteps(() => world);
const { inFinance, projects, changed, outcomesOf, parked, allStay, expectAllThereOnce } = steps;
const { hostWith, comeDue, goOn, requests } = steps;

describe('a system that asks us to stay away', () => {
  it('F14: is not called by anybody before its time, however many changes there are', async () => {
    const rows = await projects(40);
    const on = hostWith(patient);
    await world.mode('Finance', { mode: 'throttled', retryAfterSeconds: 60 });
    await world.publish(...rows.slice(0, 5).map(changed));
    await world.drain({ host: () => on, until: allStay(finance, rows.slice(0, 5)) });
    await requests();
    await world.publish(...rows.slice(5).map(changed));
    await world.drain({ host: () => on, until: allStay(finance, rows) });
    expect(await requests()).toBe(0);
    expect(world.alarms).toEqual([`breaker-opened ${finance}`]);
    await world.mode('Finance', { mode: 'normal' });
    await goOn();
    expectAllThereOnce(rows);
    expect(world.deadLetters()).toBe(0);
    expect(await world.open(area)).toEqual([]);
  });

  it.each([
    ['a day long is capped', { retryAfterSeconds: 86_400 }, 500],
    ['a day long as a date is capped', { retryAfterSeconds: 86_400, retryAfterForm: 'date' }, 500],
    ['missing falls back to our own time', { retryAfterForm: 'none' }, 100],
    ['negative falls back to our own time', { retryAfterSeconds: -5 }, 100],
  ])('F15: a Retry-After that is %s', async (_what, mode, expected) => {
    const on = hostWith({ longestMs: 500 });
    const [row] = await projects(1);
    if (row === undefined) throw new Error('no project');
    await world.mode('Finance', { mode: 'throttled', ...mode });
    const from = Date.now();
    await world.run(changed(row), on);
    const until = Date.parse((await breakers(on)).get(finance)?.until ?? '') - from;
    expect(until).toBeGreaterThanOrEqual(expected);
    expect(until).toBeLessThan(expected * 1.2 + 15_000);
    await world.mode('Finance', { mode: 'normal' });
    await world.drain({ host: () => on });
    expect(inFinance(row.number)).toHaveLength(1);
    expect(await breakers(on)).toEqual(new Map());
  });
});

describe('a system that is away', () => {
  it.each([
    ['answers 503', { mode: 'failing', status: 503 }],
    ['breaks every connection', { mode: 'down' }],
  ])(
    'F16: that %s while 100 changes come has one alarm and no dead letter, and all drains by itself',
    async (_how, mode) => {
      const rows = await projects(100);
      const on = hostWith(patient);
      await world.mode('Finance', mode);
      await world.publish(...rows.map(changed));
      await world.drain({ host: () => on, until: allStay(usmf, rows) });
      expect(world.alarms).toEqual([`breaker-opened ${usmf}`]);
      expect(world.deadLetters()).toBe(0);

      await world.mode('Finance', { mode: 'normal' });
      await goOn(hostWith({ releasePerSecond: 100 }));
      expectAllThereOnce(rows);
      expect(world.deadLetters()).toBe(0);
      expect(await world.open(area)).toEqual([]);
      expect(world.alarms).toHaveLength(1);
    },
  );

  it('F16: that refuses connections opens the breaker with its first refusal', async () => {
    const [row] = await projects(1);
    if (row === undefined) throw new Error('no project');
    const nowhere = await world.host();
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const { financeCounterpart } = await import('../../shared/finance/finance-counterpart.ts');
    const away = financeCounterpart({
      url: 'http://127.0.0.1:9',
      credential: undefined,
      timeoutMs: 1_000,
      httpClient: { sendRequest: () => Promise.reject(refused) },
    });
    await world.run(changed(row), { ...nowhere, finance: away });
    expect([...(await breakers(world.sync)).keys()]).toEqual([finance]);
    await world.drain();
    expect(inFinance(row.number)).toHaveLength(1);
    expect(await breakers(world.sync)).toEqual(new Map());
  });

  it('F16: is probed by one attempt only, on however many hosts', async () => {
    const one = hostWith(patient);
    const other = { ...(await world.host()), gates: hostWith(patient).gates };
    const rows = await projects(12);
    const breaker = {
      since: new Date().toISOString(),
      until: new Date().toISOString(),
      reason: 'away',
      failures: 0,
    };
    await world.sync.ledger.putControl(usmf, JSON.stringify({ ...breaker, writer: 'test' }));
    await world.mode('Finance', { mode: 'failing', status: 503, writesOnly: true });
    await Promise.all(rows.map((row, index) => world.run(changed(row), index % 2 === 0 ? one : other)));
    expect((await outcomesOf(rows)).filter((outcome) => outcome === 'retrying')).toHaveLength(1);
    expect(await parked(usmf)).toBe(11);
    expect((await breakers(world.sync)).get(usmf)).toMatchObject({ failures: 1 });
    expect(world.alarms).toEqual([]);
  });

  it('F16: is called by each of three hosts until one of them has counted enough, and by none of them afterwards', async () => {
    const started = Date.now();
    // Their clock stands still: however long this takes, no probe is due.
    const hosts = [1, 2, 3].map(() => ({ ...hostWith({ failuresToOpen: 3 }, 0), now: () => started }));
    const rows = await projects(12);
    await world.mode('Finance', { mode: 'failing', status: 503, writesOnly: true });
    const outcomes: unknown[] = [];
    for (const [at, row] of rows.entries()) {
      await world.run(changed(row), hosts[at % hosts.length]);
      outcomes.push((await world.state(map.projects, row.id))?.outcome);
    }
    // Two failures of each, and the third of the first.
    expect(outcomes).toEqual([...Array<string>(7).fill('retrying'), ...Array<string>(5).fill('waiting')]);
    expect(world.alarms).toEqual([`breaker-opened ${usmf}`]);
  });

  it('F16: goes on by the timer when the copy that should have probed is lost', async () => {
    const rows = await projects(4);
    const breaker = { since: new Date().toISOString(), reason: 'away', failures: 0, writer: 'test' };
    const later = new Date(Date.now() + 60_000).toISOString();
    await world.sync.ledger.putControl(usmf, JSON.stringify({ ...breaker, until: later }));
    for (const row of rows) await world.run(changed(row));
    expect(await parked(usmf)).toBe(4);
    expect(await releaseParked(world.sync)).toBe(0);
    await world.sync.ledger.putControl(usmf, JSON.stringify({ ...breaker, until: new Date().toISOString() }));
    world.sync.gates.forget();
    expect(await releaseParked(world.sync)).toBe(1);
    await world.drain();
    expectAllThereOnce(rows);
    expect(await breakers(world.sync)).toEqual(new Map());
  });

  it('F17: in one legal entity only holds back that one', async () => {
    const [there, others] = await Promise.all([
      projects(10),
      projects(10, {
        msdyn_customer: world.master.customer.frrt,
        msdyn_owningcompany: world.master.company.frrt,
      }),
    ]);
    await world.mode('Finance', { mode: 'failing', status: 503, company: 'usmf' });
    await world.publish(...there.map(changed), ...others.map(changed));
    const on = hostWith(patient);
    await world.drain({
      host: () => on,
      until: () => world.alarms.length > 0 && others.every(({ number }) => inFinance(number).length > 0),
    });
    expectAllThereOnce(others);
    for (const { number } of there) expect(inFinance(number)).toEqual([]);
    expect(world.alarms).toEqual([`breaker-opened ${usmf}`]);
    await requests();
    const [late] = await projects(1);
    if (late === undefined) throw new Error('no project');
    await world.run(changed(late), on);
    expect(await world.state(map.projects, late.id)).toMatchObject({
      outcome: 'waiting',
      company: 'usmf',
      failure: {
        code: 'breaker-open',
        message: expect.stringMatching(/^Finance in usmf has not been called since/) as string,
      },
    });
    expect(await requests()).toBe(0);
    await world.mode('Finance', { mode: 'normal' });
    await goOn();
    expectAllThereOnce([...there, late]);
  });

  it('F18: that answers too late is asked by one attempt at a time, and every row is there once', async () => {
    const rows = await projects(20);
    await world.mode('Finance', { mode: 'slow', milliseconds: 1_300 });
    const on = hostWith(patient);
    await world.publish(...rows.map(changed));
    await world.drain({ host: () => on, until: allStay(usmf, rows) });
    expect(world.alarms).toEqual([`breaker-opened ${usmf}`]);
    await requests();
    await comeDue();
    await releaseParked(on);
    const probed = async (): Promise<boolean> => (await breakers(on)).get(usmf)?.failures === 1;
    await world.drain({ host: () => on, until: probed });
    await world.drain({ host: () => on, until: allStay(usmf, rows) });
    expect(await requests()).toBeLessThanOrEqual(3);
    expect(world.deadLetters()).toBe(0);
    await world.mode('Finance', { mode: 'normal' });
    await goOn();
    expectAllThereOnce(rows);
  });

  it('F52: that answers 401 for ever opens the breaker with one alarm and leaves no dead letter', async () => {
    const rows = await projects(20);
    await world.mode('Finance', { mode: 'failing', status: 401, message: 'Unauthorized' });
    const on = hostWith(patient);
    await world.publish(...rows.map(changed));
    await world.drain({ host: () => on, until: allStay(finance, rows) });
    expect(world.alarms).toEqual([`breaker-opened ${finance}`]);
    expect(
      world.log.filter((line) => line.startsWith('ALARM') && line.includes('Unauthorized')),
    ).toHaveLength(1);
    expect(world.deadLetters()).toBe(0);
    await world.mode('Finance', { mode: 'normal' });
    await goOn();
    expectAllThereOnce(rows);
  });

  it('Dataverse away parks records before their source is read, and they go on by themselves', async () => {
    const rows = await projects(10);
    const on = hostWith(patient);
    await world.mode('Dataverse', { mode: 'throttled', retryAfterSeconds: 60 });
    await world.publish(...rows.map(changed));
    await world.drain({ host: () => on, until: allStay(systemBreaker('dataverse'), rows) });
    expect(world.alarms).toEqual([`breaker-opened ${systemBreaker('dataverse')}`]);
    await world.mode('Dataverse', { mode: 'normal' });
    const counts = `${world.dataverse.url}/sandbox/counts`;
    const [late] = await projects(1);
    if (late === undefined) throw new Error('no project');
    await fetch(counts, { method: 'DELETE' });
    await world.run(changed(late), on);
    expect(await (await fetch(counts)).json()).toMatchObject({ total: 0 });
    await goOn();
    expectAllThereOnce([...rows, late]);
  });

  it('is not scanned meanwhile; a scan that fails opens the breaker too, and one that passes closes it', async () => {
    const request = { schema: 'scan/1', map: map.expenses, company: 'usmf', origin: 'test' } as const;
    await world.mode('Finance', { mode: 'throttled', retryAfterForm: 'none' });
    const on = hostWith(patient);
    await expect(guardedScan(on, request)).rejects.toThrow('high resource utilization');
    expect(world.alarms).toEqual([`breaker-opened ${finance}`]);
    await world.mode('Finance', { mode: 'normal' });
    await requests();
    expect(await guardedScan(on, request)).toEqual({ rows: 0, published: 0 });
    expect(await requests()).toBe(0);
    const inTenMinutes: Sync = { ...on, now: () => Date.now() + 600_000 };
    await guardedScan(inTenMinutes, request);
    expect(await requests()).toBeGreaterThan(0);
    expect(await breakers(world.sync)).toEqual(new Map());
  });
});

describe('a parked record', () => {
  const shutFinance = async (): Promise<void> => {
    const until = new Date(Date.now() + 60_000).toISOString();
    const breaker = { since: new Date().toISOString(), until, reason: 'away', failures: 0, writer: 'test' };
    await world.sync.ledger.putControl(finance, JSON.stringify(breaker));
    world.sync.gates.forget();
  };
  const openFinance = async (): Promise<void> => {
    await world.sync.ledger.putControlIf(finance, await world.sync.ledger.control(finance), undefined);
    world.sync.gates.forget();
  };

  it('is listed with what it waits for, has one message however many changes come, and no copies', async () => {
    await shutFinance();
    const [row] = await projects(1);
    if (row === undefined) throw new Error('no project');
    for (let change = 0; change < 30; change++) await world.run(changed(row));
    expect(await parked(finance)).toBe(1);
    expect(world.counts(area)).toMatchObject({ active: 0, scheduled: 0 });
    const state = await world.state(map.projects, row.id);
    expect(state).toMatchObject({ outcome: 'waiting', failure: { code: 'breaker-open' } });
    expect(state?.pending.length).toBeLessThanOrEqual(20);
    const seen = (await world.timeline(map.projects, row.id)).map(({ outcome }) => outcome);
    expect(seen.filter((outcome) => outcome === 'waiting')).toHaveLength(1);
    expect(seen).toContain('folded');
    expect(Date.parse(state?.nextAt ?? '')).toBeGreaterThan(Date.now());
    expect(await world.open(area)).toMatchObject([
      {
        outcome: 'waiting',
        nextAt: state?.nextAt,
        failure: { message: expect.stringContaining('away') as string },
      },
    ]);
    await openFinance();
    expect(await releaseParked(world.sync)).toBe(1);
    await world.drain();
    expectAllThereOnce([row]);
    expect(await world.state(map.projects, row.id)).toMatchObject({ outcome: 'applied', pending: [] });
    expect(await world.open(area)).toEqual([]);
  });

  it('is not doubled by a redelivery of its message', async () => {
    await shutFinance();
    const [row] = await projects(1);
    if (row === undefined) throw new Error('no project');
    const change = changed(row);
    await world.run(change, world.sync, '7');
    await world.run(change, world.sync, '7');
    expect(await parked(finance)).toBe(1);
    expect(world.counts(area)).toMatchObject({ active: 0, scheduled: 0 });
    await openFinance();
  });

  it('keeps the word of a delete among its changes', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number);
    await shutFinance();
    await deleteRow(world, 'msdyn_projects', id);
    await world.run(world.change(map.projects, id, { event: 'delete' }));
    await world.run(world.change(map.projects, id));
    await world.run(world.change(map.projects, id, { mode: 'verify' }));
    expect(await parked(finance)).toBe(1);
    expect(inFinance(number)).toHaveLength(1);
    await openFinance();
    await goOn();
    expect(inFinance(number)).toEqual([]);
  });

  it('that is released and meets a gate again waits again, and is not lost', async () => {
    await shutFinance();
    const rows = await projects(5);
    for (const row of rows) await world.run(changed(row));
    await openFinance();
    const shutAgain: Sync = {
      ...world.sync,
      bus: {
        ...world.sync.bus,
        // The gate shuts, and the message is worked on, before its waiting row is removed.
        publish: async (messages) => {
          await shutFinance();
          for (const { change } of messages) await world.run(change);
        },
      },
    };
    await releaseParked(shutAgain);
    expect(await parked(finance)).toBe(5);
    await openFinance();
    await goOn();
    expectAllThereOnce(rows);
  });

  it('goes on at a rate: so many a second, and no more when the gate shuts again', async () => {
    await shutFinance();
    const rows = await projects(25);
    for (const row of rows) await world.run(changed(row));
    await openFinance();
    const left: number[] = [];
    const on: Sync = {
      ...hostWith({ releasePerSecond: 10, releaseMs: 60_000 }),
      sleep: async () => {
        left.push(await parked(finance));
        if (left.length === 2) await shutFinance();
      },
    };
    expect(await releaseParked(on)).toBe(20);
    expect(left.slice(0, 2)).toEqual([15, 5]);
    await openFinance();
    expect(await releaseParked(on)).toBe(5);
    await goOn();
    expectAllThereOnce(rows);
  });
});

describe('a host that ends at any moment', () => {
  /** Runs a change of each project on a host that ends at another call, then delivers it again to one that does not. */
  async function runAndEnd(rows: readonly Project[]): Promise<void> {
    const changes = rows.map(changed);
    await Promise.all(
      changes.map((change, index) => {
        const when = index % 2 === 0 ? 'before' : 'after';
        const host = doomed(world.sync, { at: 1 + Math.floor(index / 2), when });
        return world.run(change, host.sync, String(index)).catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
        });
      }),
    );
    await sleep(world.sync.timing.leaseMs + 1_100);
    await Promise.all(changes.map((change, index) => world.run(change, world.sync, String(index))));
  }

  it('F9 to F11: while it parks a record loses nothing and doubles nothing', async () => {
    const rows = await projects(30);
    await pause(world.sync, { map: map.projects, company: '*', direction: '*' }, 'June Low', 'month end');
    await runAndEnd(rows);
    expect(await parked(`pause|${map.projects}|*|*`)).toBe(30);
    await resume(world.sync, { map: map.projects, company: '*', direction: '*' }, 'June Low');
    await goOn();
    expectAllThereOnce(rows);
    expect(await world.open(area)).toEqual([]);
  });

  it('F9 to F11: while it opens a breaker or probes loses nothing and doubles nothing', async () => {
    const rows = await projects(40);
    await world.mode('Finance', { mode: 'throttled', retryAfterForm: 'none' });
    await runAndEnd(rows);
    await world.mode('Finance', { mode: 'normal' });
    await goOn();
    expectAllThereOnce(rows);
    expect(await world.open(area)).toEqual([]);
    expect(await breakers(world.sync)).toEqual(new Map());
  });
});

describe('nothing open and nothing paused', () => {
  it('costs no call of the ledger per change', async () => {
    const counted = doomed(world.sync);
    const on: Sync = { ...counted.sync, gates: openGates(counted.sync.ledger, Date.now, 60_000, shortGates) };
    const [first, second] = await projects(2);
    if (first === undefined || second === undefined) throw new Error('no project');
    await world.run(changed(first), on);
    expect(counted.calls.filter((call) => call === 'ledger.listControls')).toHaveLength(2);
    const before = counted.calls.length;
    await world.run(changed(second), on);
    const calls = counted.calls.slice(before).filter((call) => /control|waiter/i.test(call));
    // The epoch of this host is not kept.
    expect(calls).toEqual(['ledger.control']);
  });
});
