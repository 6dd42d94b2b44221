import pMap from 'p-map';
import { ServiceBusClient } from '@azure/service-bus';
import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLedgerStore } from '../../infra/local/ledger-store/start-ledger-store.ts';
import type { OpenRow } from '../../shared/ledger/ledger.ts';
import { openRow } from '../../shared/ledger/table-storage/open-row.ts';
import { tableStorageLedger } from '../../shared/ledger/table-storage/table-storage-ledger.ts';
import { changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { groupOpen } from '../../shared/support/group-open.ts';
import { jobProgress } from '../../shared/support/job-progress.ts';
import { listPage } from '../../shared/support/list-page.ts';
import { openRows } from '../../shared/support/open-rows.ts';
import { previewAll } from '../../shared/support/preview-all.ts';
import { runJob } from '../../shared/support/run-job.ts';
import { startJob } from '../../shared/support/start-job.ts';
import { doomed } from './sync-crash.ts';
import { longLeases, openWorld, type World } from './sync-harness.ts';
import { fresh, layGround, makeTask, map, type Ground } from './sync-rows.ts';

const area = 'setup-configuration';

describe('10,000 open records', () => {
  it('are listed and grouped, page by page', { timeout: 120_000 }, async () => {
    const store = await startLedgerStore();
    try {
      const ledger = tableStorageLedger(store, { clock: Date.now });
      await ledger.prepare();
      const table = TableClient.fromConnectionString(store.connectionString, 'Open', {
        allowInsecureConnection: true,
      });
      const rows = Array.from({ length: 10_000 }, (_, index): OpenRow => ({
        record: `Expenses|EXP-${String(index)}|usmf`,
        area: index % 10 === 0 ? 'vendor-invoice' : 'expense',
        map: 'Expenses',
        company: 'usmf',
        number: `EXP-${String(index)}`,
        outcome: 'rejected',
        failure: {
          code: `code ${String(index % 7)}`,
          field: 'Amount',
          message: `The amount of EXP-${String(index)} is not what it should be. `.repeat(4),
          hint: 'An accountant corrects it.',
        },
        since: new Date(Date.UTC(2026, 9, 1) + index * 1_000).toISOString(),
      }));
      const shards = Map.groupBy(rows.map(openRow), ({ partitionKey }) => partitionKey);
      for (const shard of shards.values())
        for (let start = 0; start < shard.length; start += 100)
          await table.submitTransaction(shard.slice(start, start + 100).map((row) => ['create', row]));
      const sync = { ledger, now: Date.now } as unknown as World['sync'];
      const groups = groupOpen(await openRows(sync, {}));
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
      expect(groups).toHaveLength(7);
      const page = await listPage(sync, { cause: 'code 3' }, 50);
      expect(page.total).toBe(1_429);
      expect(page.records.map(({ number }) => number).slice(0, 2)).toEqual(['EXP-3', 'EXP-10']);
    } finally {
      await store.stop();
    }
  });
});

/** More with `DEAD_LETTERS=10000 npx vitest run test/integration/support-many.test.ts`, which says how long the steps take. */
const many = Number(process.env['DEAD_LETTERS'] ?? 500);

describe(`${many.toLocaleString('en-US')} dead letters`, () => {
  const refused = many / 10;
  const begun = Date.now();
  const told = (step: string): void => {
    if (many > 500) process.stdout.write(`${((Date.now() - begun) / 1_000).toFixed(1)} s: ${step}\n`);
  };
  let world: World;
  let ground: Ground;
  beforeAll(async () => {
    world = await openWorld({
      lockSeconds: 20,
      timing: longLeases,
      gates: { autoPauseRejections: 0 },
    });
    ground = await layGround(world);
  });
  afterAll(() => world.stop());

  it(
    'F44: are listed, grouped, previewed and replayed, each written once',
    { timeout: 300_000 + many * 200 },
    async () => {
      const ids = await pMap(
        Array.from({ length: many }),
        () => makeTask(world, ground.projectId, fresh('A'), { msdyn_subject: null }),
        { concurrency: 32 },
      );
      // Some were refused at their first delivery, the others died with their hosts before anybody looked.
      const changes = ids.map((id) => world.change(map.tasks, id));
      await pMap(changes.slice(0, refused), (change) => world.run(change).catch(() => undefined), {
        concurrency: 8,
      });
      await world.publish(...changes);
      await deadLetterAll();
      const listed = async (): Promise<number> => (await openRows(world.sync, {})).length;
      while ((await listed()) < many) await world.takeIn(area);

      told(`${String(many)} dead letters taken in`);
      const rows = await openRows(world.sync, {});
      told('listed');
      expect(groupOpen(rows)).toMatchObject([
        { cause: 'no-verdict', count: many - refused },
        { field: 'TaskName', count: refused, standings: { rejected: refused } },
      ]);
      told('grouped');
      const uncured = await previewAll(
        world.sync,
        rows.filter(({ failure }) => failure.field === 'TaskName'),
      );
      expect(new Set(uncured.items.map(({ verdict }) => verdict))).toEqual(new Set(['would-be-refused']));

      await pMap(ids, (id) => world.june.update('msdyn_projecttask', id, { msdyn_subject: 'Cured' }), {
        concurrency: 32,
      });
      told('cured');
      const list = await previewAll(world.sync, rows);
      told('previewed');
      expect(list.items.filter(({ verdict }) => verdict === 'safe')).toHaveLength(many);
      const job = await startJob(world.sync, list.items, 'June Low');
      const counting = doomed(world.sync);
      let how = '';
      await world.drain({
        host: () => counting.sync,
        until: async () => (how = await runJob(world.sync, job, 1_000)) === 'finished',
        patienceMs: 240_000 + many * 150,
      });
      told('replayed');
      await world.drain({ host: () => counting.sync, patienceMs: 60_000 });
      expect(how).toBe('finished');
      expect((await jobProgress(world.sync, job.id))?.results).toEqual({ applied: many });
      const written = world.rows('Finance', 'ProjectTasks', { TaskName: 'Cured' });
      expect(new Set(written.map((row) => row['TaskId'])).size).toBe(many);
      expect(written).toHaveLength(many);
      const writes = counting.calls.filter((call) => /^finance\.(create|update|delete)$/.test(call));
      expect(writes).toHaveLength(many);
      expect(world.deadLetters()).toBe(0);
      expect(await openRows(world.sync, {})).toEqual([]);
    },
  );

  async function deadLetterAll(): Promise<void> {
    const client = new ServiceBusClient(world.broker.connectionString);
    const receiver = client.createReceiver(changesTopic(area), syncSubscription);
    for (let moved = 0; moved < many;) {
      const messages = await receiver.receiveMessages(100, { maxWaitTimeInMs: 1_000 });
      for (const message of messages) await receiver.deadLetterMessage(message);
      moved += messages.length;
    }
    await client.close();
  }
});
