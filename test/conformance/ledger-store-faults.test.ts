import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createHttpHeaders, RestError, type PipelinePolicy } from '@azure/core-rest-pipeline';
import { TableClient } from '@azure/data-tables';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startLedgerStore, type LedgerStore } from '../../infra/local/ledger-store/start-ledger-store.ts';
import { LedgerError } from '../../shared/ledger/ledger-error.ts';
import {
  tableStorageLedger,
  type TableStorageLedger,
} from '../../shared/ledger/table-storage/table-storage-ledger.ts';
import { at, claimNow, claimOf, commitOf, initial, timelineOf } from './ledger-steps.ts';

let store: LedgerStore;
beforeAll(async () => {
  store = await startLedgerStore();
});
afterAll(() => store.stop());

let count = 0;
const fresh = (): string => `task|usmf|F-${++count}`;

const connect = async (policies: readonly PipelinePolicy[] = []): Promise<TableStorageLedger> => {
  const ledger = tableStorageLedger(store, { clock: Date.now, policies });
  await ledger.prepare();
  return ledger;
};

/** Loses the answer of the next transaction, after something else has happened. */
function losingAnswers(): {
  readonly policy: PipelinePolicy;
  loseNext: (meanwhile?: () => Promise<unknown>) => void;
} {
  let lose: (() => Promise<unknown>) | undefined;
  return {
    loseNext: (meanwhile = () => Promise.resolve()) => {
      lose = meanwhile;
    },
    policy: {
      name: 'lose-answers',
      sendRequest: async (request, next) => {
        const response = await next(request);
        if (lose === undefined || !request.url.includes('$batch')) return response;
        const meanwhile = lose;
        lose = undefined;
        await meanwhile();
        throw new RestError('socket hang up', { code: 'ECONNRESET', request });
      },
    },
  };
}

async function failure(call: Promise<unknown>): Promise<LedgerError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof LedgerError) return error;
  throw new Error('expected a LedgerError', { cause: error });
}

describe('an answer that gets lost', () => {
  it('leaves a claim with its claimer, once', async () => {
    const { policy, loseNext } = losingAnswers();
    const ledger = await connect([policy]);
    const record = fresh();
    loseNext();
    const claimed = await claimNow(ledger, record, 'k1', 't1');
    expect(claimed.state.lease?.token).toBe('t1');
    expect(await ledger.timeline(record, 10)).toHaveLength(1);
    expect(await ledger.commit(claimed, commitOf(claimed, 'k1'))).toBe('committed');
    expect((await ledger.timeline(record, 10)).map(({ outcome }) => outcome)).toEqual(['applied']);
  });

  it('counts a fold once, also when the holder has settled it meanwhile', async () => {
    const { policy, loseNext } = losingAnswers();
    const ledger = await connect([policy]);
    const other = await connect();
    for (const settledMeanwhile of [false, true]) {
      const record = fresh();
      const claimed = await claimNow(ledger, record, 'k1', 't1');
      const opened = await ledger.open(record, 'k2');
      loseNext(async () => {
        if (!settledMeanwhile) return;
        const answer = await other.commit(claimed, commitOf(claimed, 'k1'));
        if (typeof answer === 'string') throw new Error(answer);
        await other.commit(answer.claimed, commitOf(answer.claimed, 'k1'));
      });
      const keyRow = { key: 'k2', outcome: 'folded', attempt: 1, sequenceNumber: '18', at } as const;
      expect(await ledger.fold(opened, keyRow, timelineOf('k2', 'folded'))).toBe('folded');
      expect((await ledger.state(record))?.pending).toEqual(settledMeanwhile ? [] : ['k2']);
      expect(await ledger.timeline(record, 10)).toHaveLength(2);
    }
  });

  it('leaves a commit committed, also when the next claimer is already there', async () => {
    const { policy, loseNext } = losingAnswers();
    const ledger = await connect([policy]);
    const other = await connect();
    for (const claimedMeanwhile of [false, true]) {
      const record = fresh();
      const claimed = await claimNow(ledger, record, 'k1', 't1');
      loseNext(() => (claimedMeanwhile ? claimNow(other, record, 'k2', 't2') : Promise.resolve()));
      expect(await ledger.commit(claimed, commitOf(claimed, 'k1', { sentToFinance: 'h1' }))).toBe(
        'committed',
      );
      const state = await ledger.state(record);
      expect(state?.sentToFinance).toBe('h1');
      expect(state?.lease?.token).toBe(claimedMeanwhile ? 't2' : undefined);
    }
  });
});

describe('a store that is away', () => {
  const stoppers: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const stop of stoppers.splice(0).reverse()) await stop();
  });

  const folderOfStore = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'ledger-store-'));
    stoppers.push(() => rm(folder, { recursive: true, force: true }));
    return folder;
  };

  it('is reported within 3 seconds, and used again with all it knew when it is back', async () => {
    const folder = await folderOfStore();
    const first = await startLedgerStore({ folder });
    const ledger = tableStorageLedger(first, { clock: Date.now });
    await ledger.prepare();
    const claimed = await claimNow(ledger, 'Größe 1', 'k1', 't1');
    await first.stop();

    const since = Date.now();
    const error = await failure(ledger.open('Größe 1', 'k1'));
    expect(error).toMatchObject({ name: 'LedgerError', code: 'ECONNREFUSED', status: undefined });
    expect(error.message).toContain('Größe 1');
    expect(Date.now() - since).toBeLessThan(3_000);

    const again = await startLedgerStore({ folder, port: first.port });
    stoppers.push(again.stop);
    expect(await ledger.state('Größe 1')).toEqual(claimed.state);
    expect(await ledger.commit(claimed, commitOf(claimed, 'k1'))).toBe('committed');
  });

  it('is given up when it takes connections but does not answer', async () => {
    const silent = createServer();
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const { port } = address;
    const sockets = new Set<{ destroy: () => unknown }>();
    silent.on('connection', (socket) => sockets.add(socket));
    stoppers.push(() => {
      for (const socket of sockets) socket.destroy();
      silent.close();
      return Promise.resolve();
    });
    const connectionString = store.connectionString.replace(String(store.port), String(port));
    const ledger = tableStorageLedger({ connectionString }, { clock: Date.now, timeoutMs: 200 });
    expect((await failure(ledger.state('any'))).code).toBe('TimedOut');
  });

  it('does not make us wait as long as it asks for', async () => {
    const busy: PipelinePolicy = {
      name: 'busy',
      sendRequest: (request) =>
        Promise.resolve({ request, status: 503, headers: createHttpHeaders({ 'Retry-After': '60' }) }),
    };
    const ledger = tableStorageLedger(store, { clock: Date.now, policies: [busy], timeoutMs: 200 });
    expect((await failure(ledger.state('any'))).code).toBe('TimedOut');
  });

  it('as a process of its own keeps everything on SIGTERM', async () => {
    const folder = await folderOfStore();
    const start = async (): Promise<{ child: ChildProcess; connectionString: string }> => {
      const main = new URL('../../infra/local/ledger-store/ledger-store-process.ts', import.meta.url)
        .pathname;
      const child = spawn(process.execPath, [main, '--folder', folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      stoppers.push(() => Promise.resolve(child.kill('SIGKILL')));
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      return { child, ...(JSON.parse(line) as { connectionString: string }) };
    };
    const first = await start();
    const ledger = tableStorageLedger(first, { clock: Date.now });
    await ledger.prepare();
    await ledger.putControl('epoch', '7');
    first.child.kill('SIGTERM');
    expect(await once(first.child, 'exit')).toEqual([0, null]);

    const again = tableStorageLedger(await start(), { clock: Date.now });
    expect(await again.control('epoch')).toBe('7');
  });
});

describe('the time of the ledger', () => {
  const dated = (date: string | undefined): PipelinePolicy => ({
    name: 'dated',
    sendRequest: async (request, next) => {
      const response = await next(request);
      if (date === undefined) response.headers.delete('date');
      else response.headers.set('date', date);
      return response;
    },
  });
  const tenYearsOff = (): number => Date.UTC(2036, 0, 1);

  it("is the store's, however wrong the local clock is", async () => {
    const policies = [dated('Sun, 01 Mar 2026 08:00:07 GMT')];
    const ledger = tableStorageLedger(store, { clock: tenYearsOff, policies });
    await ledger.prepare();
    expect((await ledger.open(fresh(), 'k1')).now).toBe('2026-03-01T08:00:07.000Z');
    const real = tableStorageLedger(store, { clock: tenYearsOff });
    expect(Math.abs(Date.parse((await real.open(fresh(), 'k1')).now) - Date.now())).toBeLessThan(5_000);
  });

  it('is carried on for a record that is taken for new: never ahead, and not at all a minute after the last answer', async () => {
    let local = Date.UTC(2036, 0, 1);
    const times = ['07', '08'].map((second) => dated(`Sun, 01 Mar 2026 08:00:${second} GMT`));
    let policy = times[0] ?? dated(undefined);
    const following: PipelinePolicy = {
      name: 'following',
      sendRequest: (request, next) => policy.sendRequest(request, next),
    };
    const ledger = tableStorageLedger(store, { clock: () => local, policies: [following] });
    const presumed = async (): Promise<string | undefined> => (await ledger.presumeNew(fresh()))?.now;
    expect(await presumed()).toBeUndefined();
    await ledger.open(fresh(), 'k1');
    local += 900;
    expect(await presumed()).toBe('2026-03-01T08:00:07.000Z');
    policy = times[1] ?? policy;
    await ledger.open(fresh(), 'k1');
    expect(await presumed()).toBe('2026-03-01T08:00:08.000Z');
    local += 59_100;
    expect(await presumed()).toBe('2026-03-01T08:01:07.000Z');
    local += 1_000;
    expect(await presumed()).toBeUndefined();
  });

  it('is the local one when the store does not tell', async () => {
    const ledger = tableStorageLedger(store, { clock: tenYearsOff, policies: [dated(undefined)] });
    expect((await ledger.open(fresh(), 'k1')).now).toBe('2036-01-01T00:00:00.000Z');
  });
});

describe('what a ledger costs', () => {
  it('is three operations for a change, one more for a fold that the holder must see', async () => {
    let operations = 0;
    const counting: PipelinePolicy = {
      name: 'count',
      sendRequest: (request, next) => {
        operations++;
        return next(request);
      },
    };
    const ledger = await connect([counting]);
    const record = fresh();
    const cost = async (call: () => Promise<unknown>): Promise<number> => {
      const before = operations;
      await call();
      return operations - before;
    };
    const opened = await ledger.open(record, 'k1');
    expect(await cost(() => ledger.open(record, 'k1'))).toBe(1);
    expect(await cost(() => ledger.claim(opened, claimOf('k1', 't1', opened.now)))).toBe(1);
    const claimed = await claimNow(ledger, record, 'k1', 't2');
    expect(await cost(() => ledger.commit(claimed, commitOf(claimed, 'k1')))).toBe(1);
    expect(await cost(() => ledger.commit(claimed, commitOf(claimed, 'k1')))).toBe(2);
    expect(
      await cost(() => ledger.addWaiter({ parent: record, record: 'a', change: '', since: at }, initial)),
    ).toBe(3);
    expect(
      await cost(() => ledger.addWaiter({ parent: record, record: 'b', change: '', since: at }, initial)),
    ).toBe(2);
    const missing = fresh();
    expect(
      await cost(() =>
        ledger.addWaiter({ parent: missing, record: 'a', change: '', since: at }, initial, 'unheard-of'),
      ),
    ).toBe(2);
    const waiting = await ledger.waitersOf(record);
    expect(await cost(() => ledger.removeWaiters(waiting))).toBe(2);
    const hashes = new Map(Array.from({ length: 1_100 }, (_, index) => [`row ${index}`, 'hash']));
    expect(await cost(() => ledger.putSeen('large', hashes))).toBe(11);
    expect(await ledger.seen('large')).toEqual(hashes);
  });
});

describe('what the ledger finds', () => {
  it('is refused by name when a newer version wrote it', async () => {
    const ledger = await connect();
    const record = fresh();
    await claimNow(ledger, record, 'k1', 't1');
    const table = TableClient.fromConnectionString(store.connectionString, 'Records', {
      allowInsecureConnection: true,
    });
    await table.updateEntity({ partitionKey: record, rowKey: 'state', outcome: 'teleported' }, 'Merge');
    const error = await failure(ledger.open(record, 'k1'));
    expect(error.code).toBe('RowUnreadable');
    expect(error.message).toContain(record);
  });

  it('is an error, not an empty ledger, when its tables are missing', async () => {
    const ledger = tableStorageLedger(store, { clock: Date.now, tablePrefix: 'missing' });
    const missing = { code: 'TableNotFound', status: 404 };
    const claim = claimOf('k1', 't1', at);
    const unknown = { record: 'any', state: undefined, version: undefined, keyRow: undefined, now: at };
    expect(await failure(ledger.open('any', 'k1'))).toMatchObject(missing);
    expect(await failure(ledger.state('any'))).toMatchObject(missing);
    expect(await failure(ledger.claim(unknown, claim))).toMatchObject(missing);
    expect(await failure(ledger.removeOwner('any', 'record'))).toMatchObject(missing);
    await ledger.prepare();
    expect(await ledger.state('any')).toBeUndefined();
  });
});

describe('purging', () => {
  const settle = async (
    ledger: TableStorageLedger,
    record: string,
    key: string,
    time: string,
  ): Promise<void> => {
    const claimed = await claimNow(ledger, record, key, `t-${key}`);
    const commit = commitOf(claimed, key);
    await ledger.commit(claimed, {
      ...commit,
      key: { ...commit.key, at: time },
      timeline: { ...commit.timeline, at: time },
    });
  };

  it('removes old key and timeline rows of a settled record and keeps its state', async () => {
    const ledger = await connect();
    const record = fresh();
    await settle(ledger, record, 'old', '2026-01-01T00:00:00.000Z');
    await settle(ledger, record, 'new', '2026-03-01T00:00:00.000Z');
    const state = await ledger.state(record);
    expect(await ledger.purge(record, '2026-02-01T00:00:00.000Z')).toBe(2);
    expect((await ledger.timeline(record, 10)).map(({ key }) => key)).toEqual(['new']);
    expect((await ledger.open(record, 'old')).keyRow).toBeUndefined();
    expect((await ledger.open(record, 'new')).keyRow?.outcome).toBe('applied');
    expect(await ledger.state(record)).toEqual(state);
  });

  it('leaves a record alone that is claimed, open or rejected', async () => {
    const ledger = await connect();
    const record = fresh();
    for (const [outcome, nextAt] of [
      ['waiting', at],
      ['rejected', undefined],
    ] as const) {
      const claimed = await claimNow(ledger, record, outcome, outcome);
      expect(await ledger.purge(record, '2099-01-01T00:00:00.000Z')).toBe(0);
      await ledger.commit(
        claimed,
        commitOf(claimed, outcome, { outcome, ...(nextAt === undefined ? {} : { nextAt }) }),
      );
      expect(await ledger.purge(record, '2099-01-01T00:00:00.000Z')).toBe(0);
    }
    await settle(ledger, record, 'settled', at);
    await claimNow(ledger, record, 'claimed', 'claimed');
    expect(await ledger.purge(record, '2099-01-01T00:00:00.000Z')).toBe(0);
    expect(await ledger.timeline(record, 10)).toHaveLength(4);
  });
});
