import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServiceBusClient } from '@azure/service-bus';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBroker } from '../../infra/local/broker/start-broker.ts';
import { parseTopology } from '../../infra/local/broker/parse-topology.ts';
import { financeCalls, type Calls } from './fixtures/finance-sandbox-calls.ts';

const received: string[] = [];
let answer = 200;
let endpoint: Server;
let calls: Calls;

beforeEach(async () => {
  received.length = 0;
  answer = 200;
  endpoint = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push(Buffer.concat(chunks).toString());
      response.writeHead(answer).end();
    });
  }).listen(0, '127.0.0.1');
  await once(endpoint, 'listening');
  const url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/api/finance/events`;
  calls = await financeCalls({
    events: { endpoint: { kind: 'https', url }, businessEvents: true, dataEvents: true },
  });
  await until(() => received.length === 1);
  await calls.plant('ProjectsV2', [{ dataAreaId: 'usmf', ProjectId: 'P-1', ProjectName: 'P' }]);
});
afterEach(async () => {
  await calls.sandbox.stop();
  endpoint.closeAllConnections();
  endpoint.close();
});

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; !(await condition());) {
    if (Date.now() > end) throw new Error(`It did not come about; received ${received.length} events`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

interface Image {
  readonly Id: string;
  readonly LogicalName: string;
  readonly Attributes?: readonly { readonly key: string; readonly value: unknown }[];
}
interface DataEvent {
  readonly MessageName: string;
  readonly PrimaryEntityId: string;
  readonly PrimaryEntityName: string;
  readonly InputParameters: readonly { readonly key: string; readonly value: Image }[];
  readonly PreEntityImages: readonly { readonly value: Image }[];
}
const events = () =>
  received.slice(1).map((text) => JSON.parse(text) as Partial<DataEvent & Record<string, unknown>>);
const named = (name: string) =>
  events().filter((event) => event.BusinessEventId === name || event.MessageName === name);
const attributes = (image: Image | undefined) =>
  Object.fromEntries((image?.Attributes ?? []).map(({ key, value }) => [key, value]));

const invoice = { company: 'usmf', vendor: 'V-1001', number: 'VI-77', date: '2026-10-27', currency: 'USD' };
const line = { project: 'P-1', quantity: '3', price: '19.99' };
const switches = (body: object) => calls.call('POST', '/sandbox/events', body);
const expense = (number: string) =>
  calls.act('create-expense-report', {
    company: 'usmf',
    number,
    lines: [{ costType: 'HOTEL', project: 'P-1', date: '2026-10-26', currency: 'USD', amount: '250.75' }],
  });

test('activating an endpoint sends the test event, whose control number is the smallest Int64', () => {
  expect(received[0]).toContain('"BusinessEventId":"BusinessEventsTestEndpointContract"');
  expect(received[0]).toContain('"ControlNumber":-9223372036854775808,');
});

test('posting a vendor invoice sends its business event in the flat, sorted envelope', async () => {
  await calls.act('create-vendor-invoice', { ...invoice, lines: [line] });
  await calls.act('post-vendor-invoice', invoice);
  await until(() => named('VendorInvoicePostedBusinessEvent').length === 1);
  const [event = {}] = named('VendorInvoicePostedBusinessEvent');
  expect(Object.keys(event)).toEqual(Object.keys(event).toSorted());
  expect(event).toMatchObject({
    BusinessEventLegalEntity: 'usmf',
    ContextRecordSubject: '',
    InvoiceAccount: 'V-1001',
    InvoiceDate: `/Date(${Date.UTC(2026, 9, 27)})/`,
    MajorVersion: 0,
    ParentContextRecordSubjects: [],
  });
  expect(event.EventId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
  expect(event.EventTime).toMatch(/^\/Date\(\d+000\)\/$/);
  expect(event.EventTimeIso8601).toMatch(/\.\d{7}Z$/);
  expect(event.InitiatingUserAADObjectId).toMatch(/^\{[0-9A-F-]{36}\}$/);
});

test('a created row of an export sends a data event: zero primary id, the row id in Target, no empty dates', async () => {
  await calls.act('create-vendor-invoice', { ...invoice, lines: [line] });
  await until(() => named('OnExternalCreated').length === 2);
  const header = named('OnExternalCreated').find(
    (event) => event.PrimaryEntityName === 'mserp_projvendinvoiceexportentityv2',
  );
  const target = header?.InputParameters?.find((parameter) => parameter.key === 'Target')?.value;
  expect(header?.PrimaryEntityId).toBe('00000000-0000-0000-0000-000000000000');
  expect(target?.LogicalName).toBe('mserp_projvendinvoiceexportentityv2');
  expect(target?.Id).toMatch(/^00004998-0000-0000-[0-9a-f]{4}-[0-9a-f]{4}01000000$/);
  expect(attributes(target)).toMatchObject({
    mserp_dataareaid: 'usmf',
    mserp_vendorinvoicenum: 'VI-77',
    mserp_subcontractinvoice: {
      __type: expect.stringMatching(/^OptionSetValue:/) as string,
      Value: 200000000,
    },
    mserp_primaryfield: 'usmf|V-1001|VI-77',
  });
});

test('posting changes staged actuals and says so without guid columns; what a client writes says nothing', async () => {
  await calls.call('POST', '/data/ProjActualsImports', {
    ProjectId: 'P-1',
    Amount: 5,
    TransactionCurrencyId: 'USD',
  });
  await calls.act('import-from-staging', { company: 'usmf' });
  await calls.act('post-integration-journal', { company: 'usmf' });
  await until(() => events().length > 0);
  const [event, ...others] = events();
  expect(others).toEqual([]);
  expect(event).toMatchObject({
    MessageName: 'OnExternalUpdated',
    PrimaryEntityName: 'mserp_projactualsimportentity',
  });
  const after = attributes(event?.InputParameters?.[0]?.value);
  const before = attributes(event?.PreEntityImages?.[0]?.value);
  expect([before['mserp_vouchernumber'], after['mserp_vouchernumber']]).toEqual(['', 'USMF-000001']);
  expect(Object.keys(after)).not.toEqual(expect.arrayContaining(['mserp_actualsimportid']));
  expect(Object.keys(after)).not.toEqual(expect.arrayContaining(['mserp_documentdate']));
});

test('a deleted row of an export is named by a reference without attributes', async () => {
  await expense('EXP-1');
  await calls.plant('ProjExpensesExport', {
    deletes: [{ ExpTransNumber: 'EXP-1-1', ReferenceDataAreaId: 'usmf' }],
  });
  await until(() => named('OnExternalDeleted').length === 1);
  const target = named('OnExternalDeleted')[0]?.InputParameters?.[0]?.value;
  expect(target).toMatchObject({ LogicalName: 'mserp_projexpenseexportentity' });
  expect(target).not.toHaveProperty('Attributes');
});

test('events can be doubled, lost, and turned off by kind', async () => {
  await switches({ duplicate: 1 });
  await expense('EXP-1');
  await until(() => events().length === 2);
  expect(received[1]).toBe(received[2]);
  await switches({ duplicate: 0, drop: true });
  await expense('EXP-2');
  await switches({ drop: false, dataEvents: false });
  await calls.act('create-vendor-invoice', { ...invoice, lines: [line] });
  await calls.act('post-vendor-invoice', invoice);
  await until(() => named('VendorInvoicePostedBusinessEvent').length === 1);
  expect(events()).toHaveLength(3);
});

test('an endpoint gets three attempts a second apart; then the event waits for a person', async () => {
  answer = 503;
  const from = Date.now();
  await expense('EXP-1');
  const failed = async () => (await calls.call('GET', '/sandbox/events/failed')).text;
  await until(async () => (await failed()) !== '[]');
  expect(Date.now() - from).toBeGreaterThan(1900);
  expect(events()).toHaveLength(3);
  expect(await failed()).toContain('The endpoint answered 503');
  answer = 200;
  expect((await calls.call('POST', '/sandbox/events/resend')).text).toBe('{"resent":1}');
  await until(() => events().length === 4);
  expect(await failed()).toBe('[]');
});

test('events reach a Service Bus topic as plain UTF-8 JSON without session', async () => {
  const topology = parseTopology({
    topics: [{ name: 'finance-events', subscriptions: [{ name: 'ingest' }] }],
    defaults: {
      lockSeconds: 60,
      maxDeliveryCount: 4,
      duplicateDetectionSeconds: 600,
      timeToLiveDays: 14,
      maxMessageKilobytes: 256,
    },
  });
  const broker = await startBroker({ topology });
  const client = new ServiceBusClient(broker.connectionString);
  const other = await financeCalls({
    events: {
      endpoint: { kind: 'service-bus', connectionString: broker.connectionString, topic: 'finance-events' },
      businessEvents: true,
      dataEvents: false,
    },
  });
  try {
    const receiver = client.createReceiver('finance-events', 'ingest', { skipParsingBodyAsJson: true });
    const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 5000 });
    expect((message?.body as Buffer).toString()).toContain('BusinessEventsTestEndpointContract');
    expect(message?.sessionId).toBeUndefined();
    expect(message?.applicationProperties?.['BusinessEventId']).toBe('BusinessEventsTestEndpointContract');
  } finally {
    await other.sandbox.stop();
    await client.close();
    await broker.stop();
  }
});
