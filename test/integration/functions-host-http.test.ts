import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InvocationEvent } from '../../infra/local/functions-host/app/invoke.ts';
import type { HostLogLine } from '../../infra/local/functions-host/app/host-log.ts';
import {
  startFunctionsHost,
  type FunctionsHost,
} from '../../infra/local/functions-host/start-functions-host.ts';
import { letGo } from './fixtures/let-go.ts';

const entry = new URL('fixtures/functions-host-app.ts', import.meta.url).href;
const lines: HostLogLine[] = [];
const invocations: InvocationEvent[] = [];
let host: FunctionsHost;

beforeAll(async () => {
  process.env.EVERY = '* * * * * *';
  host = await startFunctionsHost({
    entry,
    keys: { master: 'master-key', function: ['key-one', 'key-two'] },
    log: (line) => lines.push(line),
    invocation: (event) => invocations.push(event),
  });
});
afterAll(() => host.stop());

const call = (path: string, init?: RequestInit): Promise<Response> => fetch(host.url + path, init);
const seen = async (name: string): Promise<Record<string, unknown>[]> => {
  const answer = (await (await call('/api/seen')).json()) as { seen: Record<string, unknown>[] };
  return answer.seen.filter((entry) => entry.function === name);
};

test('the host lists what the app registered, with the type of each trigger', () => {
  expect(host.functions).toContainEqual({ name: 'echo', trigger: 'httpTrigger' });
  expect(host.functions).toContainEqual({ name: 'at-start', trigger: 'timerTrigger' });
});

test('a request reaches its function with route values, query, headers and the exact bytes of its body', async () => {
  const body = randomBytes(3_000_000);
  const response = await call('/api/echo/42/first%20one?q=a%26b', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json; charset=utf-16' },
  });
  expect(response.status).toBe(201);
  expect(response.headers.get('x-length')).toBe('3000000');
  expect(response.headers.get('set-cookie')).toBe(
    'theme=dark%20mode; Max-Age=60; Path=/; HttpOnly; SameSite=Strict',
  );
  expect(await response.json()).toEqual({
    sha256: createHash('sha256').update(body).digest('hex'),
    params: { id: '42', note: 'first one' },
    query: { q: 'a&b' },
    type: 'application/json; charset=utf-16',
    method: 'POST',
    url: `${host.url}/api/echo/42/first%20one?q=a%26b`,
  });
});

test('the bytes of a response arrive unchanged', async () => {
  const response = await call('/api/bytes');
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 10, 13, 128]);
});

test('a literal route goes before a catch-all, which takes the rest of the path', async () => {
  expect(await (await call('/api/files/latest')).text()).toBe('latest');
  expect(await (await call('/API/Files/a/b%20c/d.txt')).json()).toEqual({ rest: 'a/b c/d.txt' });
});

test('a path that no route matches, and a known route with another method, answer 404 with no body', async () => {
  for (const [path, method] of [
    ['/api/echo/abc', 'GET'],
    ['/echo/1', 'GET'],
    ['/api/none', 'GET'],
    ['/api/echo/1', 'DELETE'],
    ['/api/bytes', 'HEAD'],
  ] as const) {
    const response = await call(path, { method });
    expect([path, response.status, await response.text()]).toEqual([path, 404, '']);
  }
});

test('a function with authorization answers 401 with no body unless one of the live keys is given', async () => {
  for (const [path, key, status] of [
    ['/api/guarded', undefined, 401],
    ['/api/guarded', 'wrong', 401],
    ['/api/guarded', '', 401],
    ['/api/guarded', 'key-one', 200],
    ['/api/guarded', 'key-two', 200],
    ['/api/guarded', 'master-key', 200],
    ['/api/guarded-admin', 'key-one', 401],
    ['/api/guarded-admin', 'master-key', 200],
  ] as const) {
    const byHeader = await call(path, key === undefined ? {} : { headers: { 'x-functions-key': key } });
    const byQuery = await call(key === undefined ? path : `${path}?code=${key}`);
    expect([path, key, byHeader.status, byQuery.status]).toEqual([path, key, status, status]);
    expect(await byHeader.text()).toBe(status === 401 ? '' : 'in');
  }
});

test('a function that returns nothing answers 204', async () => {
  expect((await call('/api/nothing', { method: 'POST' })).status).toBe(204);
});

test('a function that throws answers an empty 500, and its log lines and its error are reported', async () => {
  const response = await call('/api/throws');
  expect([response.status, await response.text()]).toEqual([500, '']);
  const own = lines.filter((line) => line.function === 'throws');
  expect(own[0]).toMatchObject({ level: 'warning', category: 'user', text: 'about to throw { code: 7 }' });
  expect(own[1]).toMatchObject({ level: 'error', category: 'system' });
  expect(own[1]?.text).toContain('out of paper');
  expect(invocations.find((event) => event.function === 'throws')).toMatchObject({
    ok: false,
    error: { message: 'out of paper' },
  });
});

test('hooks run in order and may change inputs and result', async () => {
  expect(await (await call('/api/hooked')).json()).toEqual({
    hooks: ['appStart', 'preInvocation', 'from the hook', 'postInvocation'],
  });
});

test('a body of more than 100 MB is refused with 413', async () => {
  const tooLong = await call('/api/echo/1', { method: 'POST', body: Buffer.alloc(104_857_601) }).then(
    (response) => response.status,
    () => 'connection closed',
  );
  expect([413, 'connection closed']).toContain(tooLong);
  const longest = await call('/api/echo/1', { method: 'POST', body: Buffer.alloc(104_857_600) });
  expect(longest.headers.get('x-length')).toBe('104857600');
});

test('a timer runs by its schedule, and at start where it says so', async () => {
  await expect
    .poll(() => seen('every-second').then((runs) => runs.length), { timeout: 20_000 })
    .toBeGreaterThan(1);
  const [, second] = await seen('every-second');
  const { scheduleStatus } = second?.timer as { scheduleStatus: { last: string; next: string } };
  expect(Date.parse(scheduleStatus.next) - Date.parse(scheduleStatus.last)).toBeGreaterThanOrEqual(1000);
  expect(await seen('at-start')).toMatchObject([{ timer: { isPastDue: false }, metadata: null }]);
});

test('the master key, and only it, runs any function by hand', async () => {
  const run = (name: string, key: string, body = '{"input":""}'): Promise<Response> =>
    call(`/admin/functions/${name}`, { method: 'POST', body, headers: { 'x-functions-key': key } });
  const before = (await seen('at-start')).length;
  expect((await run('at-start', 'key-one')).status).toBe(401);
  expect((await run('none', 'master-key')).status).toBe(404);
  expect((await run('at-start', 'master-key', 'nonsense')).status).toBe(400);
  expect((await run('at-start', 'master-key')).status).toBe(202);
  await expect.poll(() => seen('at-start').then((runs) => runs.length)).toBe(before + 1);
});

test('a second app in the same process is refused', async () => {
  await expect(startFunctionsHost({ entry })).rejects.toThrow('already loaded');
});

test('stop lets a running invocation finish and takes no new request', async () => {
  const held = call('/api/hold', { method: 'POST' });
  await expect
    .poll(async () => ((await (await call('/api/seen')).json()) as { running: number }).running)
    .toBe(1);
  let stopped = false;
  const stopping = host.stop().then(() => (stopped = true));
  // A connection that is open already may be served one more time.
  await expect.poll(() => call('/api/seen').then(String, () => 'refused')).toBe('refused');
  expect(stopped).toBe(false);
  letGo();
  expect(await (await held).text()).toBe('held and finished');
  const started = performance.now();
  await stopping;
  expect(performance.now() - started).toBeLessThan(10_000);
});
