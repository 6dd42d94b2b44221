import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { financeCalls, type Calls } from './fixtures/finance-sandbox-calls.ts';

let calls: Calls;
beforeAll(async () => {
  calls = await financeCalls();
});
afterEach(() => mode({ mode: 'normal' }));
afterAll(() => calls.sandbox.stop());

const mode = (body: unknown) => calls.call('POST', '/sandbox/mode', body);
const read = (set = 'ProjectsV2') => calls.call('GET', `/data/${set}`);
const add = (UnitSymbol: string) => calls.call('POST', '/data/UnitsOfMeasure', { UnitSymbol });
const units = () => calls.sandbox.rows('UnitsOfMeasure').map((row) => row['UnitSymbol']);

test('throttling answers 429 with its text and Retry-After in seconds, as a date, or not at all', async () => {
  await mode({ mode: 'throttled', retryAfterSeconds: 7 });
  const seconds = await read();
  expect(seconds.status).toBe(429);
  expect(seconds.headers.get('retry-after')).toBe('7');
  expect(seconds.text).toContain(
    'system experiencing high resource utilization. Please retry the request after 7 seconds',
  );
  await mode({ mode: 'throttled', retryAfterForm: 'date', retryAfterSeconds: 60 });
  const date = Date.parse((await read()).headers.get('retry-after') ?? '');
  expect(date - Date.now()).toBeGreaterThan(50_000);
  await mode({ mode: 'throttled', retryAfterForm: 'none' });
  expect((await read()).headers.get('retry-after')).toBeNull();
});

test('a fault can be limited to sets, to one company, to writes and to a number of requests', async () => {
  await mode({ mode: 'failing', sets: ['ProjectsV2'], times: 1 });
  expect((await read('ProjectTasks')).status).toBe(200);
  expect((await read()).status).toBe(503);
  expect((await read()).status).toBe(200);
  await mode({ mode: 'failing', writesOnly: true });
  expect((await read()).status).toBe(200);
  expect((await add('m1')).status).toBe(503);
  await mode({ mode: 'failing', company: 'frrt' });
  const of = (company: string) => calls.call('GET', `/data/CustomersV3?$filter=dataAreaId eq '${company}'`);
  expect((await of('usmf')).status).toBe(200);
  expect((await of('frrt')).status).toBe(503);
  expect(
    (await calls.call('POST', '/data/CustomersV3', { dataAreaId: 'frrt', CustomerAccount: 'x' })).status,
  ).toBe(503);
  expect(
    (await calls.call('DELETE', "/data/CustomersV3(dataAreaId='frrt',CustomerAccount='x')")).status,
  ).toBe(503);
});

test('a gateway failure is HTML, a failure inside Finance carries its text', async () => {
  await mode({ mode: 'failing', status: 502 });
  expect((await read()).text).toMatch(/^<html>/);
  await mode({
    mode: 'failing',
    status: 400,
    message: 'An update conflict occurred due to another user process.',
  });
  expect((await read()).reason).toBe('An update conflict occurred due to another user process.');
});

test('a write that fails is not done, one whose answer is lost is', async () => {
  await mode({ mode: 'failing', status: 500 });
  await add('m2');
  await mode({ mode: 'failing', status: 500, afterWrite: true });
  expect((await add('m3')).status).toBe(500);
  await mode({ mode: 'down', afterWrite: true });
  await expect(add('m4')).rejects.toThrow();
  expect(units()).not.toContain('m2');
  expect(units()).toEqual(expect.arrayContaining(['m3', 'm4']));
});

test('when Finance is down the connection breaks, but its switches stay within reach', async () => {
  await mode({ mode: 'down' });
  await expect(read()).rejects.toThrow();
  await expect(add('m5')).rejects.toThrow();
  expect((await mode({ mode: 'normal' })).status).toBe(200);
  expect(units()).not.toContain('m5');
});

test('a slow answer comes late, and the row is written late', async () => {
  await mode({ mode: 'slow', milliseconds: 150 });
  const late = add('m6');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(units()).not.toContain('m6');
  expect((await late).status).toBe(201);
});

test('a mode that cannot be read changes nothing and says why', async () => {
  const refused = await mode({ mode: 'broken' });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('mode');
  expect((await read()).status).toBe(200);
});

test('an answer that is slow after the write comes long after the row, and stopping does not wait for it', async () => {
  const other = await financeCalls();
  await other.call('POST', '/sandbox/mode', { mode: 'slow', milliseconds: 45_000, afterWrite: true });
  const pending = other.call('POST', '/data/UnitsOfMeasure', { UnitSymbol: 'm7' }).catch(() => undefined);
  await expect
    .poll(() => other.sandbox.rows('UnitsOfMeasure').map((row) => row['UnitSymbol']))
    .toContain('m7');
  const from = Date.now();
  await other.sandbox.stop();
  await pending;
  expect(Date.now() - from).toBeLessThan(20_000);
});
