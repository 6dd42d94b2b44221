import { afterAll, beforeAll, expect, test } from 'vitest';
import { financeCalls, type Calls } from './fixtures/finance-sandbox-calls.ts';

let calls: Calls;
beforeAll(async () => {
  calls = await financeCalls();
  await calls.plant('ProjectContractHeaders', [{ dataAreaId: 'usmf', ProjectContractId: 'C-1', Name: 'C' }]);
});
afterAll(() => calls.sandbox.stop());

const table = (name: string, where: Readonly<Record<string, string>>) =>
  calls.sandbox
    .tables(name)
    .filter((row) => Object.entries(where).every(([column, value]) => row[column] === value));
const line = (number: number, more: object = {}) =>
  calls.call('POST', '/data/ProjectContractLines', {
    ProjectContractId: 'C-1',
    LineSequenceNumber: number,
    ContractLineId: `L-${number}`,
    ...more,
  });
const lineAt = (number: number) =>
  `/data/ProjectContractLines(dataAreaId='usmf',ProjectContractId='C-1',LineSequenceNumber=${number})`;
const rule = (number: number) => table('BillingRules', { LineSequenceNumber: String(number) })[0];

test('a shared role exists in every legal entity, and follows when it is disabled or deleted', async () => {
  const at = "/data/ResourceCategoriesShared('RC-7')";
  await calls.call('POST', '/data/ResourceCategoriesShared', { RoleId: 'RC-7', Description: 'Tester' });
  const roles = () => table('ResourceRoles', { RoleId: 'RC-7' });
  expect(roles().map((role) => role['dataAreaId'])).toEqual(['usmf', 'frrt', 'demf']);
  expect((await calls.call('PATCH', at, { IsCategoryDisabled: 'True' })).status).toBe(204);
  expect(roles().map((role) => role['IsCategoryDisabled'])).toEqual(['True', 'True', 'True']);
  expect((await calls.call('PATCH', at, { IsCategoryDisabled: 'Yes' })).status).toBe(400);
  await calls.call('DELETE', at);
  expect(roles()).toEqual([]);
});

test('a resource names a worker that exists, by a guid that is filled in', async () => {
  const create = (ProjCDSResourceId: string, PersonnelNumber: string) =>
    calls.call('POST', '/data/WorkerResourceImports', { ProjCDSResourceId, PersonnelNumber });
  const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
  expect((await create(id, '999999')).reason).toContain("is not found in the related table 'Workers'");
  expect((await create('00000000-0000-0000-0000-000000000000', '000020')).reason).toContain(
    'must be filled in',
  );
  expect((await create(id, '000020')).status).toBe(201);
  expect((await calls.call('GET', `/data/WorkerResourceImports(${id})`)).json).toMatchObject({
    PersonnelNumber: '000020',
  });
});

test('a transaction category makes four shared categories and takes them along when it goes', async () => {
  const create = { CategoryId: 'TCN-9', Name: 'Travel' };
  await calls.call('POST', '/data/ProjectTransactionCategories', create);
  const shared = () =>
    table('SharedCategories', { TransactionCategoryId: 'TCN-9' }).map((row) => [
      row['CategoryId'],
      row['CategoryType'],
      row['Name'],
    ]);
  expect(shared()).toEqual([
    ['TCN-9-1', 'Hour', 'Travel'],
    ['TCN-9-2', 'Fee', 'Travel'],
    ['TCN-9-3', 'Item', 'Travel'],
    ['TCN-9-4', 'Expense', 'Travel'],
  ]);
  await calls.call('DELETE', "/data/ProjectTransactionCategories('TCN-9')");
  expect(shared()).toEqual([]);
});

test('the billing method of a contract line decides its billing rule and its type', async () => {
  await line(1, { BillingMethod: 'TimeMaterial' });
  await line(2, { BillingMethod: 'FixedPrice', InvoiceScheduleType: 'ProgressBased' });
  await line(3, { BillingMethod: 'FixedPrice', LineType: 'Fee' });
  expect([1, 2, 3].map((number) => [rule(number)?.['BillingRule'], rule(number)?.['LineType']])).toEqual([
    ['TimeAndMaterial', 'TAndM'],
    ['Milestone', 'Progress'],
    ['Milestone', 'Fee'],
  ]);
});

test('a change of the billing method changes rule and type; another change leaves the type alone', async () => {
  await line(4, { BillingMethod: 'TimeMaterial', LineType: 'UOD' });
  await calls.call('PATCH', lineAt(4), { Description: 'x' });
  expect(rule(4)).toMatchObject({ BillingRule: 'TimeAndMaterial', LineType: 'UOD' });
  await calls.call('PATCH', lineAt(4), { BillingMethod: 'FixedPrice' });
  expect(rule(4)).toMatchObject({ BillingRule: 'Milestone', LineType: 'LumpSum' });
});

test('a contract line needs its contract, its project and a known billing method', async () => {
  expect((await line(5, { ProjectContractId: 'C-404' })).reason).toContain("'Project contracts'");
  expect((await line(5, { LineProjectId: 'P-404' })).reason).toContain("'Projects'");
  expect((await line(5, { BillingMethod: 'Retainer' })).status).toBe(400);
  expect(rule(5)).toBeUndefined();
});

const fund = (FundingSourceId: string, more: object = {}) =>
  calls.call('POST', '/data/ProjectFundingSources', {
    ProjectContractID: 'C-1',
    FundingSourceId,
    CustomerOrOrganization: 'US-001',
    ...more,
  });
const unfund = (id: string) =>
  calls.call(
    'DELETE',
    `/data/ProjectFundingSources(dataAreaId='usmf',ProjectContractID='C-1',FundingSourceId='${id}')`,
  );

test('a funding source needs its contract and a customer of its company, unless it is none', async () => {
  expect((await fund('F-1', { ProjectContractID: 'C-404' })).reason).toContain("'Project contracts'");
  expect((await fund('F-1', { CustomerOrOrganization: 'FR-001' })).reason).toContain("'Customers'");
  expect((await fund('F-1', { FundingType: 'Grant', CustomerOrOrganization: 'Horizon' })).status).toBe(201);
  expect((await fund('F-2', { TermsOfPayment: 'Net30' })).json).toMatchObject({
    FundingType: 'Customer',
    TermsOfPayment: 'Net30',
  });
});

test('an invoice proposal names a funding source of its own contract', async () => {
  await calls.plant('ProjectContractHeaders', [{ dataAreaId: 'usmf', ProjectContractId: 'C-2', Name: 'C' }]);
  await fund('F-3');
  const propose = (ProjectContractId: string) =>
    calls.call('POST', '/data/ProjectInvoiceProposalsV2', {
      InvoiceProposalId: `INV-${ProjectContractId}`,
      ProjectContractId,
      FundingSourceId: 'F-3',
    });
  expect((await propose('C-2')).reason).toContain("'Funding sources'");
  expect((await propose('C-1')).status).toBe(201);
});

test('a funding source goes only when no staged actual and no invoice proposal names it', async () => {
  await fund('F-4');
  await fund('F-5');
  await fund('F-6');
  await calls.plant('ProjActualsImports', [
    {
      dataAreaId: 'usmf',
      ActualsImportId: '3f2504e0-4f89-41d3-9a0c-0305e82c3302',
      ContractId: 'c-1',
      FundingSource: 'F-4',
    },
    {
      dataAreaId: 'frrt',
      ActualsImportId: '3f2504e0-4f89-41d3-9a0c-0305e82c3303',
      ContractId: 'C-1',
      FundingSource: 'F-6',
    },
  ]);
  await calls.plant('ProjectInvoiceProposalsV2', [
    { dataAreaId: 'usmf', InvoiceProposalId: 'INV-5', ProjectContractId: 'C-1', FundingSourceId: 'F-5' },
  ]);
  const staged = await unfund('F-4');
  expect(staged.status).toBe(400);
  expect(staged.reason).toContain('a project transaction uses it');
  expect((await unfund('F-5')).reason).toContain('an invoice proposal uses it');
  expect((await unfund('F-6')).status).toBe(204);
  const left = calls.sandbox.rows('ProjectFundingSources').map((row) => row['FundingSourceId']);
  expect(left).toContain('F-4');
  expect(left).toContain('F-5');
  expect(left).not.toContain('F-6');
});

test('tables without a set are served below /sandbox/, and unknown ones are not there', async () => {
  const served = await calls.call('GET', '/sandbox/tables/ResourceRoles');
  expect(served.status).toBe(200);
  expect(served.text).toContain('"RoleId":"RC-0001"');
  expect((await calls.call('GET', '/sandbox/tables/ProjectsV2')).status).toBe(404);
  expect(() => calls.sandbox.tables('ProjectsV2')).toThrow('no table ProjectsV2');
});

test('metadata shows the new sets with their keys, enumerations and read-only fields', async () => {
  const metadata = (await calls.call('GET', '/data/$metadata')).text;
  for (const set of [
    'ResourceCategoriesShared',
    'WorkerResourceImports',
    'ProjectContractLines',
    'ProjectFundingSources',
    'ProjectContractLineMilestones',
    'ProjectContractLineMilestoneHeaders',
    'ProjEstimateHoursImport',
    'ProjEstimateExpensesImports',
    'ProjForecastSalesImport',
    'SubContractPurchaseOrderHeaders',
    'ProjSubContractPurchaseOrderLines',
  ])
    expect(metadata).toContain(`<EntitySet Name="${set}"`);
  const entity = await calls.call(
    'GET',
    "/metadata/PublicEntities?$filter=EntitySetName eq 'SubContractPurchaseOrderHeaders'",
  );
  const [{ Properties: properties }] = entity.json['value'] as [{ Properties: Record<string, unknown>[] }];
  expect(properties.find((each) => each['Name'] === 'PurchaseOrderNumber')).toMatchObject({
    AllowEdit: false,
    AllowEditOnCreate: false,
  });
  const status = await calls.call('GET', "/metadata/PublicEnumerations('ProjSubconStatus')");
  expect(status.text).toContain('"Name":"Confirmed","Value":1');
});
