import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { financeCalls, type Called, type Calls } from './fixtures/finance-sandbox-calls.ts';

let calls: Calls;
beforeAll(async () => {
  calls = await financeCalls();
});
afterAll(() => calls.sandbox.stop());
beforeEach(async () => {
  const contract = { dataAreaId: 'usmf', Name: 'C' };
  await calls.plant('ProjectContractHeaders', [
    { ...contract, ProjectContractId: 'C-1' },
    { ...contract, ProjectContractId: 'C-2' },
  ]);
  await calls.plant('SubContractPurchaseOrderHeaders', [
    { dataAreaId: 'usmf', ProjSubContractNumber: 'S-1', OrderAccount: 'V-1001' },
    { dataAreaId: 'usmf', ProjSubContractNumber: 'S-2', OrderAccount: 'V-1001' },
  ]);
});

const conflict =
  'An update conflict occurred due to another user process deleting the record or changing one or more fields in the record.';
let next = 0;
const line = (contract: string, more: object = {}) =>
  calls.call('POST', '/data/ProjectContractLines', {
    ProjectContractId: contract,
    LineSequenceNumber: (next += 1),
    ...more,
  });
const subcontractLine = (header: string, number = `SL-${(next += 1)}`) =>
  calls.call('POST', '/data/ProjSubContractPurchaseOrderLines', {
    ProjSubContractLineNumber: number,
    SubcontractNumber: header,
  });
const rename = (contract: string) =>
  calls.call('PATCH', `/data/ProjectContractHeaders(dataAreaId='usmf',ProjectContractId='${contract}')`, {
    Name: 'Renamed',
  });
/** Requests that have arrived. */
const arrived = async (): Promise<string> => (await calls.call('GET', '/sandbox/counts')).text;
/** Sends a request that takes so long, and waits only until it has arrived. @returns its answer, not awaited. */
async function underWay(milliseconds: number, send: () => Promise<Called>) {
  await calls.call('POST', '/sandbox/mode', { mode: 'slow', milliseconds, times: 1 });
  const before = await arrived();
  const answer = send();
  await expect.poll(arrived, { interval: 5 }).not.toBe(before);
  return { answer };
}
/** Both answers, where the second request arrives while the first is under way. */
async function meeting<Second>(first: () => Promise<Called>, second: () => Promise<Second>) {
  const { answer } = await underWay(400, first);
  const other = await second();
  return [await answer, other] as const;
}
const statuses = (called: readonly Called[]) => called.map(({ status }) => status);

test('of two lines written at once under one header one is created, the other meets an update conflict', async () => {
  const before = calls.sandbox.rows('ProjectContractLines').length;
  const both = await meeting(
    () => line('C-1'),
    () => line('C-1'),
  );
  expect(statuses(both)).toEqual([201, 400]);
  expect(both[1].reason).toContain(conflict);
  expect(calls.sandbox.rows('ProjectContractLines')).toHaveLength(before + 1);
});

test('lines of different headers or companies, and lines one after the other, never conflict', async () => {
  await calls.plant('ProjectContractHeaders', [{ dataAreaId: 'frrt', ProjectContractId: 'C-1', Name: 'C' }]);
  const apart = await Promise.all([line('C-1'), line('C-2'), line('C-1', { dataAreaId: 'frrt' })]);
  expect(statuses(apart)).toEqual([201, 201, 201]);
  for (let count = 0; count < 3; count += 1) expect((await line('C-1')).status).toBe(201);
});

test('a line conflicts with a write of its header, which itself goes through', async () => {
  const [header, created] = await meeting(
    () => rename('C-1'),
    () => line('C-1'),
  );
  expect(header.status).toBe(204);
  expect(created.reason).toContain(conflict);
  const both = await meeting(
    () => line('C-2'),
    () => rename('C-2'),
  );
  expect(statuses(both)).toEqual([201, 204]);
});

test('a line that is refused holds nobody up: the next one is created when the first write is done', async () => {
  const first = await underWay(400, () => line('C-1'));
  const second = await underWay(1_500, () => line('C-1'));
  expect((await first.answer).status).toBe(201);
  expect((await line('C-1')).status).toBe(201);
  expect((await second.answer).status).toBe(400);
});

test('updates and deletes of subcontract lines conflict by the header that the stored line is under', async () => {
  await subcontractLine('S-1', 'SL-A');
  await subcontractLine('S-1', 'SL-B');
  await subcontractLine('S-2', 'SL-C');
  const at = (number: string) =>
    `/data/ProjSubContractPurchaseOrderLines(dataAreaId='usmf',ProjSubContractLineNumber='${number}')`;
  const [patched, [deleted, elsewhere]] = await meeting(
    () => calls.call('PATCH', at('SL-A'), { PurchQty: 2 }),
    () => Promise.all([calls.call('DELETE', at('SL-B')), calls.call('PATCH', at('SL-C'), { PurchQty: 2 })]),
  );
  expect(statuses([patched, deleted, elsewhere])).toEqual([204, 400, 204]);
});

test('the parts of one batch do not conflict with each other, but with other requests', async () => {
  const part = (number: string) =>
    [
      '--b',
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      '',
      'POST ProjSubContractPurchaseOrderLines HTTP/1.1',
      'Content-Type: application/json',
      '',
      JSON.stringify({ ProjSubContractLineNumber: number, SubcontractNumber: 'S-1' }),
    ].join('\r\n');
  const batch = (...numbers: readonly string[]) =>
    calls.call('POST', '/data/$batch', [...numbers.map(part), '--b--', ''].join('\r\n'), {
      'Content-Type': 'multipart/mixed; boundary=b',
    });
  const alone = await batch('SL-X1', 'SL-X2');
  expect(alone.text.match(/HTTP\/1\.1 201/g)).toHaveLength(2);
  const [single, second] = await meeting(
    () => subcontractLine('S-1'),
    () => batch('SL-X3'),
  );
  expect(single.status).toBe(201);
  expect(second.text).toContain(conflict);
});

test('without any latency a write still takes a moment, so that lines sent together meet', async () => {
  const quick = await financeCalls();
  await quick.plant('ProjectContractHeaders', [{ dataAreaId: 'usmf', ProjectContractId: 'C-1', Name: 'C' }]);
  const send = (number: number) =>
    quick.call('POST', '/data/ProjectContractLines', {
      ProjectContractId: 'C-1',
      LineSequenceNumber: number,
    });
  const called = await Promise.all(Array.from({ length: 40 }, (_, index) => send(index)));
  const created = called.filter(({ status }) => status === 201).length;
  expect(quick.sandbox.rows('ProjectContractLines')).toHaveLength(created);
  expect(created).toBeLessThan(40);
  expect(called.every(({ status, reason }) => status === 201 || reason.includes(conflict))).toBe(true);
  expect((await send(100)).status).toBe(201);
  await quick.sandbox.stop();
});
