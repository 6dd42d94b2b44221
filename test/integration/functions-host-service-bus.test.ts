import { ServiceBusClient, type ServiceBusMessage } from '@azure/service-bus';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBroker, type Broker } from '../../infra/local/broker/start-broker.ts';
import type { HostLogLine } from '../../infra/local/functions-host/app/host-log.ts';
import {
  startFunctionsHost,
  type FunctionsHost,
} from '../../infra/local/functions-host/start-functions-host.ts';
import { letGo } from './fixtures/let-go.ts';

const limit = 4;
const topology = {
  topics: ['orders', 'invoices'].map((name) => ({ name, subscriptions: [{ name: 'all' }] })),
  defaults: {
    lockSeconds: 2,
    maxDeliveryCount: 3,
    duplicateDetectionSeconds: 60,
    timeToLiveDays: 1,
    maxMessageKilobytes: 256,
  },
};
const lines: HostLogLine[] = [];
let folder: string;
let file: string;
let broker: Broker;
let host: FunctionsHost;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'functions-host-'));
  file = join(folder, 'broker');
  broker = await startBroker({ topology, file });
  process.env.BUS = broker.connectionString;
  process.env.ORDERS_TOPIC = 'orders';
  process.env.EVERY = '1.00:00:00';
  const hostJson = join(folder, 'host.json');
  await writeFile(
    hostJson,
    JSON.stringify({ version: '2.0', extensions: { serviceBus: { maxConcurrentCalls: limit } } }),
  );
  host = await startFunctionsHost({
    entry: new URL('fixtures/functions-host-app.ts', import.meta.url).href,
    hostJson,
    log: (line) => lines.push(line),
  });
});
afterAll(async () => {
  await host.stop();
  await broker.stop();
  await rm(folder, { recursive: true });
});

interface Seen {
  readonly function: string;
  readonly message?: unknown;
  readonly finished?: unknown;
  readonly metadata?: Record<string, unknown>;
}
const state = async () =>
  (await (await fetch(`${host.url}/api/seen`)).json()) as {
    seen: Seen[];
    running: number;
    mostRunning: number;
  };
const starts = async (id: string): Promise<Seen[]> =>
  (await state()).seen.filter((entry) => String(entry.metadata?.messageId) === id);

async function send(topic: string, ...messages: ServiceBusMessage[]): Promise<void> {
  const client = new ServiceBusClient(broker.connectionString);
  await client.createSender(topic).sendMessages(messages);
  await client.close();
}

test('a message is handed over with its metadata in camel case and completed when the function returns', async () => {
  await send('orders', {
    body: { Number: 1 },
    messageId: 'm-1',
    correlationId: 'c-1',
    subject: 'created',
    contentType: 'application/json',
    applicationProperties: { MixedCase: 'kept', Level: 5 },
  });
  await expect.poll(() => starts('m-1')).toHaveLength(1);
  const [entry] = await starts('m-1');
  expect(entry).toMatchObject({ function: 'orders', message: { Number: 1 } });
  expect(entry?.metadata).toMatchObject({
    messageId: 'm-1',
    correlationId: 'c-1',
    subject: 'created',
    label: 'created',
    contentType: 'application/json',
    deliveryCount: 1,
    applicationProperties: { mixedCase: 'kept', level: 5 },
    userProperties: { mixedCase: 'kept', level: 5 },
  });
  expect(typeof entry?.metadata?.sequenceNumber).toBe('number');
  expect(entry?.metadata?.enqueuedTimeUtc).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+$/);
  expect(Math.abs(Date.parse(String(entry?.metadata?.enqueuedTime)) - Date.now())).toBeLessThan(10_000);
  expect(entry?.metadata?.lockToken).toMatch(/^[0-9a-f-]{36}$/);
  await expect.poll(() => broker.counts('orders', 'all').active).toBe(0);
});

test('text that parses as JSON arrives parsed, other text as it is', async () => {
  const bodies = ['123', 'true', '{"a":12345678901234567890}', 'plain text', '"456"'];
  await send(
    'orders',
    ...bodies.map((text, index) => ({ body: Buffer.from(text), messageId: `text-${index}` })),
  );
  const messages = async () =>
    Promise.all(
      bodies.map(async (_, index) => (await starts(`text-${index}`)).map((entry) => entry.message)),
    );
  await expect
    .poll(messages)
    .toEqual([[123], [true], [{ a: 12345678901234567000 }], ['plain text'], ['456']]);
});

test('a throw abandons the message, which comes again with delivery count 2 and ends as a dead letter', async () => {
  await send('orders', { body: { do: 'throw' }, messageId: 'poison' });
  await expect.poll(() => broker.counts('orders', 'all').deadLetter).toBe(1);
  expect((await starts('poison')).map((entry) => entry.metadata?.deliveryCount)).toEqual([1, 2, 3]);
  expect(broker.counts('orders', 'all').active).toBe(0);
  expect(lines.filter((line) => line.level === 'error').map((line) => line.text)).toContainEqual(
    expect.stringContaining('no such order'),
  );
});

test('no more messages run at once than maxConcurrentCalls, and as many do', async () => {
  const messages = Array.from({ length: 20 }, (_, n) => ({ body: { do: 'hold' }, messageId: `many-${n}` }));
  await send('orders', ...messages);
  await expect.poll(async () => (await state()).running).toBe(limit);
  await expect
    .poll(async () => {
      letGo();
      return (await Promise.all(messages.map(({ messageId }) => starts(messageId)))).flat().length;
    })
    .toBe(20);
  letGo();
  expect((await state()).mostRunning).toBe(limit);
});

test('the lock of a long invocation is renewed, so that its message does not come twice', async () => {
  await send('invoices', { body: { do: 'wait', milliseconds: 3_000 }, messageId: 'long' });
  await expect.poll(() => broker.counts('invoices', 'all').active).toBe(1);
  await expect.poll(() => broker.counts('invoices', 'all').active, { timeout: 20_000 }).toBe(0);
  expect(await starts('long')).toHaveLength(1);
  expect(broker.counts('invoices', 'all').deadLetter).toBe(0);
});

test('messages keep coming after the broker dropped all connections', async () => {
  for (const round of [1, 2, 3]) {
    broker.disconnectAll();
    await delay(50);
    await send('invoices', { body: {}, messageId: `dropped-${round}` });
    await expect.poll(() => starts(`dropped-${round}`), { timeout: 20_000 }).toHaveLength(1);
  }
});

test('messages keep coming after the broker was away and came back on the same port', async () => {
  const { port } = broker;
  const complaints = () =>
    lines.filter(({ level, category }) => level === 'warning' && category === 'system');
  const before = complaints().length;
  await broker.stop();
  // Both of its links noticed.
  await expect.poll(() => complaints().length - before).toBeGreaterThan(1);
  broker = await startBroker({ topology, file, port });
  await send('orders', { body: {}, messageId: 'after-restart-1' });
  await send('invoices', { body: {}, messageId: 'after-restart-2' });
  await expect.poll(() => starts('after-restart-1'), { timeout: 20_000 }).toHaveLength(1);
  await expect.poll(() => starts('after-restart-2'), { timeout: 20_000 }).toHaveLength(1);
  expect(complaints().length).toBeLessThan(30);
});

test('a message whose connection was lost while its function ran is delivered again when its lock ends', async () => {
  await send('orders', { body: { do: 'hold-first' }, messageId: 'interrupted' });
  await expect.poll(() => starts('interrupted')).toHaveLength(1);
  // It ends while no answer of it can arrive.
  broker.disconnectAll();
  letGo();
  await expect.poll(() => starts('interrupted'), { timeout: 20_000 }).toHaveLength(2);
  await expect.poll(() => broker.counts('orders', 'all').active, { timeout: 20_000 }).toBe(0);
});

test('stop lets a running invocation finish and complete its message, and takes no new one', async () => {
  // As many as it works on at once: it would take another one as soon as these are done.
  await send('orders', ...Array.from({ length: limit }, () => ({ body: { do: 'hold' } })));
  await expect.poll(async () => (await state()).running).toBe(limit);
  let stopped = false;
  const stopping = host.stop().then(() => (stopped = true));
  await send('orders', { body: {}, messageId: 'too-late' });
  expect([stopped, broker.counts('orders', 'all').active]).toEqual([false, limit + 1]);
  letGo();
  await stopping;
  await expect.poll(() => broker.counts('orders', 'all').active).toBe(1);
});
