import { ServiceBusClient, type ServiceBusMessage } from '@azure/service-bus';
import { build } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startBroker, type Broker } from '../../infra/local/broker/start-broker.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const main = here('../../infra/local/functions-host/functions-host-process.ts');
const entry = here('fixtures/functions-host-app.ts');

interface Child {
  readonly process: ChildProcess;
  readonly url: string;
  readonly functions: { name: string; trigger: string }[];
  readonly milliseconds: number;
  errors(): string;
  /** Resolves with exit code and signal. */
  readonly ended: Promise<unknown[]>;
}

let broker: Broker;
const children: Child[] = [];

const topology = {
  topics: ['orders', 'invoices'].map((name) => ({ name, subscriptions: [{ name: 'all' }] })),
  defaults: {
    lockSeconds: 2,
    maxDeliveryCount: 5,
    duplicateDetectionSeconds: 60,
    timeToLiveDays: 1,
    maxMessageKilobytes: 256,
  },
};

beforeAll(async () => {
  broker = await startBroker({ topology });
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.process.kill('SIGKILL');
    await child.ended;
  }
});
afterAll(() => broker.stop());

async function startChild(app: string, ...args: string[]): Promise<Child> {
  const started = performance.now();
  const child = spawn(process.execPath, [main, '--entry', app, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      BUS: broker.connectionString,
      ORDERS_TOPIC: 'orders',
      EVERY: '1.00:00:00',
      FUNCTIONS_KEYS: 'old,new',
      FUNCTIONS_MASTER_KEY: 'master',
    },
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, 'exit');
  const ready = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const line = await Promise.race([
    ready.then(([text]) => text),
    ended.then(() => Promise.reject(new Error(`The host ended before it was ready: ${errors}`))),
  ]);
  const answer = JSON.parse(line) as Pick<Child, 'url' | 'functions'>;
  const made = {
    ...answer,
    process: child,
    milliseconds: performance.now() - started,
    errors: () => errors,
    ended,
  };
  children.push(made);
  return made;
}

const send = (body: unknown, messageId: string): Promise<void> => sendAll([{ body, messageId }]);

async function sendAll(messages: readonly ServiceBusMessage[]): Promise<void> {
  const client = new ServiceBusClient(broker.connectionString);
  const sender = client.createSender('orders');
  for (let n = 0; n < messages.length; n += 100) await sender.sendMessages(messages.slice(n, n + 100));
  await client.close();
}

const deliveries = async (child: Child, id: string): Promise<unknown[]> => {
  const { seen } = (await (await fetch(`${child.url}/api/seen`)).json()) as {
    seen: { metadata?: { messageId?: string; deliveryCount?: number } }[];
  };
  return seen
    .filter(({ metadata }) => metadata?.messageId === id)
    .map(({ metadata }) => metadata?.deliveryCount);
};

test('the process says where it listens within seconds, and takes its keys from the environment', async () => {
  const child = await startChild(entry);
  expect(child.milliseconds).toBeLessThan(20_000);
  expect(child.functions).toContainEqual({ name: 'orders', trigger: 'serviceBusTrigger' });
  const status = async (key: string): Promise<number> =>
    (await fetch(`${child.url}/api/guarded?code=${key}`)).status;
  expect([await status('old'), await status('new'), await status('other')]).toEqual([200, 200, 401]);
});

test('SIGTERM lets the running message finish and complete, runs appTerminate and exits with 0', async () => {
  const child = await startChild(entry);
  await send({ do: 'wait', milliseconds: 500 }, 'terminated');
  await expect.poll(() => deliveries(child, 'terminated')).toEqual([1]);
  child.process.kill('SIGTERM');
  expect(await child.ended).toEqual([0, null]);
  expect(child.errors()).toContain('appTerminate ran');
  expect(broker.counts('orders', 'all')).toMatchObject({ active: 0, deadLetter: 0 });
});

test('after kill -9 the message that was running is delivered to the next process when its lock ends', async () => {
  const first = await startChild(entry);
  await send({ do: 'hold-first' }, 'killed');
  await expect.poll(() => deliveries(first, 'killed')).toEqual([1]);
  first.process.kill('SIGKILL');
  expect(await first.ended).toEqual([null, 'SIGKILL']);
  expect(broker.counts('orders', 'all').active).toBe(1);

  const second = await startChild(entry);
  await expect.poll(() => deliveries(second, 'killed'), { timeout: 20_000 }).toEqual([2]);
  await expect.poll(() => broker.counts('orders', 'all').active, { timeout: 20_000 }).toBe(0);
});

test('a host that started before the broker receives as soon as the broker is there, and goes on receiving', async () => {
  const { port } = broker;
  await broker.stop();
  const child = await startChild(entry);
  await expect.poll(() => child.errors()).toContain('ECONNREFUSED');
  broker = await startBroker({ topology, port });
  await send({}, 'first');
  await expect.poll(() => deliveries(child, 'first'), { timeout: 20_000 }).toEqual([1]);

  // More than the 2,048 deliveries that an AMQP session of the client holds unsettled.
  await sendAll(Array.from({ length: 2_500 }, (_, n) => ({ body: n })));
  await expect.poll(() => broker.counts('orders', 'all').active, { timeout: 20_000 }).toBe(0);
  expect(broker.counts('orders', 'all').deadLetter).toBe(0);
});

test.for(['esm', 'cjs'] as const)('a bundled app (%s) runs as its sources do', async (format) => {
  const folder = await mkdtemp(join(tmpdir(), 'functions-host-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const outfile = join(folder, format === 'esm' ? 'app.mjs' : 'app.cjs');
  const banner =
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format,
    platform: 'node',
    target: 'node22',
    external: ['@azure/functions-core'],
    ...(format === 'esm' && { banner: { js: banner } }),
  });
  const child = await startChild(outfile);
  await send({}, `bundled-${format}`);
  await expect.poll(() => deliveries(child, `bundled-${format}`)).toEqual([1]);
  expect(child.functions).toContainEqual({ name: 'echo', trigger: 'httpTrigger' });
});

test('an app that cannot be loaded, or a setting that is missing, ends the process with its reason', async () => {
  await expect(startChild('/nowhere/app.ts')).rejects.toThrow("Cannot find module '/nowhere/app.ts'");
  const { connectionString } = broker;
  broker = { ...broker, connectionString: '' };
  await expect(startChild(entry)).rejects.toThrow('connection setting BUS is not set');
  broker = { ...broker, connectionString };
});
