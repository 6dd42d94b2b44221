import { afterAll, beforeAll, expect, test } from 'vitest';
import { financeCalls, type Calls } from './fixtures/finance-sandbox-calls.ts';

let calls: Calls;
beforeAll(async () => {
  calls = await financeCalls();
});
afterAll(() => calls.sandbox.stop());

interface Part {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

const http = ({ method, path, body }: Part, id: number) =>
  [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    `Content-ID: ${id}`,
    '',
    `${method} ${path} HTTP/1.1`,
    'Content-Type: application/json',
    '',
    body === undefined ? '' : JSON.stringify(body),
  ].join('\r\n');
const multipart = (boundary: string, parts: readonly string[]) =>
  `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;
const changeSet = (name: string, parts: readonly Part[]) =>
  `Content-Type: multipart/mixed; boundary=${name}\r\n\r\n${multipart(
    name,
    parts.map((part, index) => http(part, index + 1)),
  )}`;
const send = async (items: readonly string[]) => {
  const answer = await calls.call('POST', '/data/$batch', multipart('batch_1', items), {
    'Content-Type': 'multipart/mixed; boundary=batch_1',
  });
  return {
    ...answer,
    statuses: [...answer.text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => Number(match[1])),
  };
};
const unit = (UnitSymbol: string): Part => ({ method: 'POST', path: 'UnitsOfMeasure', body: { UnitSymbol } });
const units = () => calls.sandbox.rows('UnitsOfMeasure').map((row) => row['UnitSymbol']);

test('a change set that succeeds answers each part with its Content-ID', async () => {
  const answer = await send([changeSet('cs_1', [unit('a1'), unit('a2')])]);
  expect(answer.status).toBe(200);
  expect(answer.statuses).toEqual([201, 201]);
  expect(answer.text).toMatch(/boundary=changesetresponse_/);
  expect(answer.text).toMatch(/Content-ID: 2/);
  expect(units()).toEqual(expect.arrayContaining(['a1', 'a2']));
});

test('a change set that fails writes nothing and answers once; the outer status is still 200', async () => {
  const answer = await send([changeSet('cs_1', [unit('b1'), unit('hr')]), changeSet('cs_2', [unit('b2')])]);
  expect(answer.status).toBe(200);
  expect(answer.statuses).toEqual([400, 201]);
  expect(answer.text).toContain('The record already exists..');
  expect(units()).toContain('b2');
  expect(units()).not.toContain('b1');
});

test('an update that is rolled back leaves the row as it was', async () => {
  await calls.plant('ProjectTransactionCategories', [{ CategoryId: 'K', Name: 'before' }]);
  const update = { method: 'PATCH', path: "ProjectTransactionCategories('K')", body: { Name: 'after' } };
  await send([changeSet('cs_1', [update, unit('hr')])]);
  expect((await calls.call('GET', "/data/ProjectTransactionCategories('K')")).json['Name']).toBe('before');
});

test('reads stand alone, and relative addresses carry their own query', async () => {
  const answer = await send([
    http({ method: 'GET', path: "CustomersV3(dataAreaId='frrt',CustomerAccount='FR-001')" }, 1),
    http(
      { method: 'GET', path: "CustomersV3(dataAreaId='frrt',CustomerAccount='FR-001')?cross-company=true" },
      2,
    ),
    http({ method: 'GET', path: `${calls.sandbox.url}/data/UnitsOfMeasure('hr')` }, 3),
  ]);
  expect(answer.statuses).toEqual([404, 200, 200]);
});

test('a body that is no batch is refused as a whole', async () => {
  expect((await calls.call('POST', '/data/$batch', '{}')).status).toBe(400);
  const read = changeSet('cs_1', [{ method: 'GET', path: 'UnitsOfMeasure' }]);
  expect((await send([read])).status).toBe(400);
});

test('parts are counted, and can be throttled one by one', async () => {
  await calls.call('DELETE', '/sandbox/counts');
  await calls.call('POST', '/sandbox/mode', {
    mode: 'throttled',
    sets: ['UnitsOfMeasure'],
    retryAfterSeconds: 3,
  });
  const answer = await send([
    changeSet('cs_1', [unit('c1')]),
    http({ method: 'GET', path: 'ProjectTransactionCategories' }, 1),
  ]);
  await calls.call('POST', '/sandbox/mode', { mode: 'normal' });
  expect(answer.status).toBe(200);
  expect(answer.statuses).toEqual([429, 200]);
  expect(answer.text).toContain('Retry-After: 3');
  expect(units()).not.toContain('c1');
  expect((await calls.call('GET', '/sandbox/counts')).text).toBe(
    '{"POST":{"$batch":1,"UnitsOfMeasure":1},"GET":{"ProjectTransactionCategories":1}}',
  );
});
