import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { financeCalls, type Calls } from './fixtures/finance-sandbox-calls.ts';

let calls: Calls;
beforeAll(async () => {
  calls = await financeCalls();
  const company = { dataAreaId: 'usmf' };
  await calls.plant('ProjectContractHeaders', [
    { ...company, ProjectContractId: 'C-1', Name: 'C' },
    { ...company, ProjectContractId: 'C-2', Name: 'C' },
  ]);
  await calls.plant('ProjectsV2', [{ ...company, ProjectId: 'P-1', ProjectName: 'P' }]);
  await calls.plant('ProjectTasks', [{ ...company, ProjectId: 'P-1', TaskId: 'A-1', TaskName: 'T' }]);
  const line = { ...company, ProjectContractId: 'C-1', LineProjectId: 'P-1' };
  await calls.plant('ProjectContractLines', [
    { ...line, LineSequenceNumber: 1, ContractLineId: 'L-1', BillingMethod: 'FixedPrice' },
    { ...line, LineSequenceNumber: 2, ContractLineId: 'L-2', BillingMethod: 'TimeMaterial' },
    { ...line, LineSequenceNumber: 3, ContractLineId: 'L-3', BillingMethod: 'FixedPrice' },
  ]);
});
afterAll(() => calls.sandbox.stop());

const create = (id: string, more: object = {}) =>
  calls.call('POST', '/data/ProjectContractLineMilestones', {
    ContractLineMilestoneIdentifier: id,
    ContractLineMilestoneGuid: randomUUID(),
    ContractLineId: 'L-1',
    ProjectContractId: 'C-1',
    ProjectNumber: 'P-1',
    ActivityNumber: 'A-1',
    TransactionDate: '2026-11-30T12:00:00Z',
    Amount: 1250.5,
    CurrencyCode: 'USD',
    ...more,
  });
const at = (id: string) =>
  `/data/ProjectContractLineMilestones(dataAreaId='usmf',ContractLineMilestoneIdentifier='${id}')`;
const onAccount = (id: string) =>
  calls.sandbox.tables('OnAccountTransactions').find((row) => row['ContractLineMilestoneIdentifier'] === id);
const estimateProjects = (line: string) =>
  calls.sandbox.tables('EstimateProjects').filter((row) => row['ContractLineId'] === line);

test('a milestone becomes an on-account transaction that follows its changes and its delete', async () => {
  expect((await create('M-1')).status).toBe(201);
  expect(onAccount('M-1')).toMatchObject({
    ProjectId: 'P-1',
    ActivityNumber: 'A-1',
    Amount: '1250.5',
    TransDate: '2026-11-30T12:00:00Z',
    TransStatus: 'NoStatus',
  });
  await calls.call('PATCH', at('M-1'), { Amount: 99 });
  expect(onAccount('M-1')).toMatchObject({ Amount: '99' });
  await calls.call('DELETE', at('M-1'));
  expect(onAccount('M-1')).toBeUndefined();
});

test('the first milestone of a contract line makes its estimate project, the next ones make no other', async () => {
  expect(estimateProjects('L-3')).toEqual([]);
  await create('M-31', { ContractLineId: 'L-3' });
  await create('M-32', { ContractLineId: 'L-3' });
  expect(estimateProjects('L-3')).toMatchObject([
    { ProjectContractId: 'C-1', ProjectId: 'P-1', FirstMilestone: 'M-31' },
  ]);
});

test('a milestone is refused without a fixed price line of its own contract', async () => {
  expect((await create('M-4', { ContractLineId: 'L-404' })).reason).toContain(
    'Contract line L-404 does not exist.',
  );
  expect((await create('M-4', { ContractLineId: '' })).status).toBe(400);
  expect((await create('M-4', { ContractLineId: 'L-2' })).reason).toContain('only a fixed price line');
  expect((await create('M-4', { ProjectContractId: 'C-2' })).reason).toContain(
    'belongs to project contract C-1',
  );
  expect((await create('M-4', { ActivityNumber: 'A-404' })).reason).toContain("'Project tasks'");
  expect(onAccount('M-4')).toBeUndefined();
});

test('a contract line with milestones stays a fixed price line', async () => {
  await create('M-5');
  const line = "/data/ProjectContractLines(dataAreaId='usmf',ProjectContractId='C-1',LineSequenceNumber=1)";
  const changed = await calls.call('PATCH', line, { BillingMethod: 'TimeMaterial' });
  expect(changed.reason).toContain('cannot change, because it has milestones');
  await calls.call('DELETE', at('M-5'));
  expect((await calls.call('PATCH', line, { BillingMethod: 'TimeMaterial' })).status).toBe(204);
  expect((await calls.call('PATCH', line, { BillingMethod: 'FixedPrice' })).status).toBe(204);
});

test('the status of a milestone is not for clients to write', async () => {
  expect((await create('M-6', { TransStatus: 'Invoiced' })).reason).toContain('does not allow editing');
  await create('M-6');
  expect((await calls.call('PATCH', at('M-6'), { TransStatus: 'NoStatus' })).status).toBe(400);
  await calls.plant('ProjectContractLineMilestones', [
    { dataAreaId: 'usmf', ContractLineMilestoneIdentifier: 'M-6', TransStatus: 'Invoiced' },
  ]);
  expect(onAccount('M-6')).toMatchObject({ TransStatus: 'Invoiced' });
});

test('a progress billing milestone names a header that exists', async () => {
  const named = { ProjectContractLineMilestoneHeader: 'H-1' };
  expect((await create('M-7', named)).reason).toContain("'Progress billing milestone header'");
  const header = await calls.call('POST', '/data/ProjectContractLineMilestoneHeaders', {
    ProjectContractLineMilestoneHeaderId: 'H-1',
    ProjectContractId: 'C-1',
    Project: 'P-1',
    NextInvoicePercent: 12.5,
    NextInvoiceStatus: 'ReadyForInvoicing',
    BillingStatus: 'InProgress',
  });
  expect(header.status).toBe(201);
  expect((await create('M-7', named)).status).toBe(201);
});
