import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeSettled } from '../../shared/sync/close-settled.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { releaseForgotten } from '../../shared/sync/release-forgotten.ts';
import { replay } from '../../shared/sync/replay.ts';
import type { Change } from '../../shared/messaging/change.ts';
import { connectionRow } from '../../infra/local/story/time-to-voucher.ts';
import { doomed, type Doomed } from './sync-crash.ts';
import { openWorld, shortLeases, type World } from './sync-harness.ts';
import {
  fresh,
  layGround,
  makeActual,
  makeProject,
  makeTask,
  map,
  sentProject,
  type Ground,
} from './sync-rows.ts';

let world: World;
let ground: Ground;
beforeAll(async () => {
  // No lock may run out while many records are worked on at once.
  world = await openWorld({ timing: shortLeases, lockSeconds: 60 });
  ground = await layGround(world);
});
afterAll(() => world.stop());
afterEach(() => world.drain());

interface Invoice {
  readonly number: string;
  readonly header: string;
  readonly lines: readonly string[];
}

/** A posted vendor invoice in usmf. */
async function postInvoice(count: number, more: Readonly<Record<string, unknown>> = {}): Promise<Invoice> {
  const number = fresh('VI');
  const ids = Array.from({ length: count }, (_, index) => `${number}-${String(index + 1)}`);
  await world.alicia.act('create-vendor-invoice', {
    company: 'usmf',
    vendor: 'V-1001',
    number,
    date: '2026-10-27',
    currency: 'USD',
    description: 'Cable sets',
    lines: ids.map((id, index) => ({
      id,
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
      text: id,
      ...(index === count - 1 ? more : {}),
    })),
  });
  await world.alicia.act('post-vendor-invoice', { company: 'usmf', vendor: 'V-1001', number });
  return { number, header: `usmf|V-1001|${number}`, lines: ids.map((id) => `${id}|usmf`) };
}
const changesOf = (invoice: Invoice): readonly Change[] => [
  ...invoice.lines.map((line) => world.change(map.invoiceLines, line)),
  world.change(map.invoices, invoice.header),
];
/** A connection of two actuals. @returns its id. */
const connect = ([first, second]: readonly [string, string]): Promise<string> =>
  world.system.create('msdyn_transactionconnection', connectionRow(first, second));

/** Looks again after a minute; the copies that would do so are left out, for no test waits that long. */
async function patientHost(): Promise<Sync> {
  const host = await world.host({ recheckMs: [60_000] });
  return { ...host, bus: { ...host.bus, schedule: () => Promise.resolve() } };
}

/** Requests to these sets of Finance from now on, by method. */
async function requestsOf(
  ...sets: readonly string[]
): Promise<() => Promise<Record<string, Record<string, number>>>> {
  await fetch(`${world.finance.url}/sandbox/counts`, { method: 'DELETE' });
  return async () => {
    const counted = (await (await fetch(`${world.finance.url}/sandbox/counts`)).json()) as Record<
      string,
      Record<string, number>
    >;
    return Object.fromEntries(
      Object.entries(counted)
        .map(
          ([method, bySet]) =>
            [
              method,
              Object.fromEntries(Object.entries(bySet).filter(([set]) => sets.includes(set))),
            ] as const,
        )
        .filter(([, bySet]) => Object.keys(bySet).length > 0),
    );
  };
}

const headers = (invoice: Invoice) =>
  world.rows('Dataverse', 'msdyn_projectvendorinvoice', { msdyn_vendorinvoicenumber: invoice.number });
const lines = (invoice: Invoice) =>
  world
    .rows('Dataverse', 'msdyn_projectvendorinvoiceline')
    .filter((row) => String(row['msdyn_externalinvoiceline']).startsWith(`${invoice.number}-`));

describe('a child before its parent', () => {
  it('F7: waits for it by name, and goes on within the cycle in which the parent is written', async () => {
    const project = await makeProject(world, fresh('P'));
    const number = fresh('A');
    const task = await makeTask(world, project, number);
    await world.run(world.change(map.tasks, task));
    expect(await world.state(map.tasks, task)).toMatchObject({
      outcome: 'waiting',
      failure: { field: 'msdyn_project', message: expect.stringContaining(project) as string },
    });
    expect(world.rows('Finance', 'ProjectTasks', { TaskId: number })).toEqual([]);
    await world.run(world.change(map.projects, project));
    expect(world.counts('setup-configuration').active).toBe(1);
    await world.drain();
    expect(world.rows('Finance', 'ProjectTasks', { TaskId: number })).toHaveLength(1);
    expect(await world.open('setup-configuration')).toEqual([]);
  });

  it('F7: is found by the release timer when the host ended between the commit of the parent and the release', async () => {
    const slow = await world.host({ recheckMs: [3_000] });
    const project = await makeProject(world, fresh('P'));
    const number = fresh('A');
    const task = await makeTask(world, project, number);
    await world.run(world.change(map.tasks, task), slow);
    const dying = doomed(world.sync, { at: 'bus.publish', when: 'before' });
    await expect(world.run(world.change(map.projects, project), dying.sync)).rejects.toThrow();
    // A release may be under way as long as a lease lasts.
    const patient = { ...world.sync, timing: { ...world.sync.timing, leaseMs: 60_000 } };
    expect(await releaseForgotten(patient)).toBe(0);
    const later: Sync = { ...world.sync, now: () => Date.now() + world.sync.timing.leaseMs + 1_000 };
    expect(await releaseForgotten(later)).toBe(1);
    const done = () => world.rows('Finance', 'ProjectTasks', { TaskId: number }).length === 1;
    await world.drain({ until: done });
    expect(await releaseForgotten(later)).toBe(0);
  });

  it('F7: costs Finance its one row and no look where the two rows that it names come a moment later', async () => {
    const project = await sentProject(world, fresh('P'));
    const actuals = [await makeActual(world, project), await makeActual(world, project)] as const;
    const connection = await connect(actuals);
    const patient = await patientHost();
    const requests = await requestsOf('ProjCDSTransactionRelationshipImports', 'ProjActualsImports');
    await world.run(world.change(map.connections, connection, { event: 'create' }), patient);
    expect(await world.state(map.connections, connection)).toMatchObject({ outcome: 'waiting' });
    expect(await requests()).toEqual({});
    for (const actual of actuals) await world.publish(world.change(map.actuals, actual, { event: 'create' }));
    await world.drain({ host: () => patient });
    expect(
      world.rows('Finance', 'ProjCDSTransactionRelationshipImports', { ConnectionId: connection }),
    ).toHaveLength(1);
    expect(await requests()).toEqual({
      POST: { ProjCDSTransactionRelationshipImports: 1, ProjActualsImports: 2 },
    });
  });

  it('F7: finds in Finance, when it looks again, what is older than the integration', async () => {
    const project = await sentProject(world, fresh('P'));
    const actuals = [await makeActual(world, project), await makeActual(world, project)] as const;
    for (const actual of actuals)
      await world.plant('ProjActualsImports', {
        dataAreaId: 'usmf',
        ActualsImportId: actual,
        ActualId: actual,
      });
    const connection = await connect(actuals);
    const patient = await patientHost();
    const change = world.change(map.connections, connection, { event: 'create' });
    await world.run(change, patient);
    expect(await world.state(map.connections, connection)).toMatchObject({ outcome: 'waiting' });
    const later: Sync = { ...patient, now: () => Date.now() + 75_000 };
    await world.run({ ...change, attempt: '2' }, later);
    expect(await world.state(map.connections, connection)).toMatchObject({ outcome: 'applied' });
  });

  it('F7: raises one alarm when it waits for too long, and another one only when that has passed once more', async () => {
    const project = await makeProject(world, fresh('P'));
    const task = await makeTask(world, project, fresh('A'));
    await world.run(world.change(map.tasks, task));
    const later = (hours: number): Sync => ({
      ...world.sync,
      now: () => Date.now() + hours * 3_600_000,
      timing: { ...world.sync.timing, waitAlarmMs: 24 * 3_600_000 },
    });
    const raised = async (hours: number): Promise<number> => {
      world.alarms.length = 0;
      await closeSettled(later(hours), 'setup-configuration');
      return world.alarms.filter((alarm) => alarm === 'waiting-long setup-configuration').length;
    };
    expect(await raised(23)).toBe(0);
    expect(await raised(25)).toBe(1);
    expect(await raised(26)).toBe(0);
    expect(await raised(50)).toBe(1);
    expect(world.log.at(-1)).toContain('do not go on by themselves');
    await world.publish(world.change(map.projects, project));
    await world.drain();
    expect(await raised(80)).toBe(0);
  });

  it('F62: waits for master data that another system makes, and goes on by itself', async () => {
    const symbol = fresh('unit');
    await world.plant('UnitsOfMeasure', { UnitSymbol: symbol });
    const invoice = await postInvoice(1, { unit: symbol });
    await world.publish(...changesOf(invoice));
    const waiting = async () =>
      (await world.state(map.invoiceLines, invoice.lines[0] ?? ''))?.failure?.code === 'reference-missing';
    await world.drain({ until: waiting });
    await world.june.create('uom', { name: symbol, msdyn_symbol: symbol });
    await world.drain();
    expect(lines(invoice)).toHaveLength(1);
    expect(headers(invoice)).toMatchObject([{ msdyn_enableautomaticconfirmation: true }]);
  });

  it('does not give a long wait up at the first failure after it', async () => {
    const project = await makeProject(world, fresh('P'));
    const id = await makeActual(world, project);
    const patient = await world.host({ giveUpMs: 1_000, recheckMs: [3_000] });
    await world.run(world.change(map.actuals, id, { attempt: '50' }), patient);
    await world.run(world.change(map.projects, project));
    await world.mode('Finance', {
      mode: 'failing',
      status: 502,
      times: 1,
      writesOnly: true,
      sets: ['ProjActualsImports'],
    });
    const done = () => world.rows('Finance', 'ProjActualsImports', { ActualId: id }).length === 1;
    await world.drain({ host: () => patient, until: done });
    expect((await world.timeline(map.actuals, id)).map((row) => row.outcome)).toContain('retrying');
  });
});

describe('a vendor invoice', () => {
  it('is completed by one check after all its lines, and only once', async () => {
    const invoice = await postInvoice(5);
    await world.publish(...changesOf(invoice));
    await world.drain();
    expect(headers(invoice)).toMatchObject([{ msdyn_enableautomaticconfirmation: true }]);
    expect(lines(invoice)).toHaveLength(5);
    const checks = (await world.timeline(map.invoices, invoice.header)).filter(
      (row) => row.origin === 'line written',
    );
    expect(checks.length).toBeLessThanOrEqual(3);
    expect(checks.filter((row) => row.outcome === 'applied')).toHaveLength(1);
  });

  it('F24: with a line that cannot cross is never completed; after the cure and a replay it is', async () => {
    const invoice = await postInvoice(3, { categoryType: 'Revenue' });
    await world.publish(...changesOf(invoice));
    await world.drain();
    expect(lines(invoice)).toHaveLength(2);
    expect(headers(invoice)).toMatchObject([{ msdyn_enableautomaticconfirmation: false }]);
    expect(await world.state(map.invoices, invoice.header)).toMatchObject({
      reason: 'not complete: 1 of 3 lines are still to come',
    });
    await world.takeIn('vendor-invoice');

    await world.plant('ProjVendInvoiceLinesExportEntity', {
      ProjTransId: `${invoice.number}-3`,
      ProjDataAreaId: 'usmf',
      CategoryType: 'Item',
    });
    const record = `${map.invoiceLines}|${invoice.lines[2] ?? ''}`;
    expect(await replay(world.sync, 'vendor-invoice', record)).toMatchObject({ outcome: 'sent' });
    await world.drain();
    expect(lines(invoice)).toHaveLength(3);
    expect(headers(invoice)).toMatchObject([{ msdyn_enableautomaticconfirmation: true }]);
    expect(world.deadLetters()).toBe(0);
  });

  it('F19: is completed although the answer to its last line was lost', async () => {
    const invoice = await postInvoice(1);
    await world.publish(world.change(map.invoices, invoice.header));
    await world.drain();
    await world.mode('Dataverse', {
      mode: 'unanswered',
      writesOnly: true,
      times: 1,
      sets: ['msdyn_projectvendorinvoicelines'],
    });
    await world.publish(world.change(map.invoiceLines, invoice.lines[0] ?? ''));
    await world.drain();
    expect(lines(invoice)).toHaveLength(1);
    expect(headers(invoice)).toMatchObject([{ msdyn_enableautomaticconfirmation: true }]);
  });

  it(
    'F9, F10, F11: comes out whole and once, wherever the host of its line or its check ends',
    { timeout: 180_000 },
    async () => {
      const counting = doomed(world.sync);
      const dry = await postInvoice(1);
      await world.run(world.change(map.invoices, dry.header));
      await world.run(world.change(map.invoiceLines, dry.lines[0] ?? ''), counting.sync);
      const ofLine = counting.calls.length;
      const counted = doomed(world.sync);
      await world.run(world.change(map.invoices, dry.header, { event: 'check' }), counted.sync);
      const ofCheck = counted.calls.length;

      const hosts = new Map<string, Doomed>();
      const invoices: { readonly invoice: Invoice; readonly named: string }[] = [];
      for (const [what, last] of [
        ['line', ofLine],
        ['check', ofCheck],
      ] as const)
        for (let at = 1; at <= last; at++)
          for (const when of ['before', 'after'] as const) {
            const invoice = await postInvoice(1);
            await world.run(world.change(map.invoices, invoice.header));
            const row =
              what === 'line'
                ? `${map.invoiceLines}|${invoice.lines[0] ?? ''}`
                : `${map.invoices}|${invoice.header}`;
            hosts.set(row, doomed(world.sync, { at, when }));
            invoices.push({
              invoice,
              named: `${what} ${when} ${(what === 'line' ? counting : counted).calls[at - 1] ?? ''}`,
            });
          }
      await world.publish(
        ...invoices.map(({ invoice }) => world.change(map.invoiceLines, invoice.lines[0] ?? '')),
      );
      await world.drain({
        host: (change) => {
          const host = hosts.get(`${change.map}|${change.row}`);
          return host === undefined || host.crashed() ? undefined : host.sync;
        },
        patienceMs: 120_000,
      });
      for (const { invoice, named } of invoices) {
        expect(lines(invoice), named).toHaveLength(1);
        expect(headers(invoice), named).toMatchObject([{ msdyn_enableautomaticconfirmation: true }]);
      }
    },
  );
});
