import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { financeCalls, type Calls } from './fixtures/finance-sandbox-calls.ts';

let calls: Calls;
beforeEach(async () => {
  calls = await financeCalls();
  const project = { ProjectId: 'P-1', ProjectName: 'P', ProjectStage: 'InProcess' };
  await calls.plant('ProjectsV2', [
    { dataAreaId: 'usmf', ...project },
    { dataAreaId: 'frrt', ...project },
  ]);
  await calls.plant('ProjectTasks', [{ dataAreaId: 'usmf', ProjectId: 'P-1', TaskId: 'A-1', TaskName: 'T' }]);
});
afterEach(() => calls.sandbox.stop());

const stage = async (set: string, row: Readonly<Record<string, unknown>>) => {
  expect((await calls.call('POST', `/data/${set}`, row)).status).toBe(201);
};
const hours = async (more: object = {}) => {
  const EstimateHoursImportId = randomUUID();
  const row = { ProjectId: 'P-1', ActivityNumber: 'A-1', Duration: 8, PlannedCostAmount: 400 };
  await stage('ProjEstimateHoursImport', {
    EstimateHoursImportId,
    ...row,
    PlannedSalesAmount: 1000,
    ...more,
  });
  return EstimateHoursImportId;
};
const expense = async (TransType: string, more: object = {}) => {
  const EstimateLineId = randomUUID();
  await stage('ProjEstimateExpensesImports', {
    EstimateExpensesImportId: randomUUID(),
    EstimateLineId,
    ProjectId: 'P-1',
    TransType,
    Quantity: 3,
    Price: TransType === 'Cost' ? 100 : 120.25,
    CurrencyId: 'USD',
    TransactionCategoryId: 'TCN-0000001001-D3B43',
    ...more,
  });
  return EstimateLineId;
};
const material = async (TransType: string, more: object = {}) => {
  const ForecastLineId = randomUUID();
  await stage('ProjForecastSalesImport', {
    ImportId: randomUUID(),
    ForecastLineId,
    ProjId: 'P-1',
    ItemId: 'P-0001',
    TransType,
    SalesQty: 2,
    Price: TransType === 'Cost' ? 10 : 15,
    ...more,
  });
  return ForecastLineId;
};
const importEstimates = async (company = 'usmf') =>
  JSON.parse((await calls.act('import-estimates', { company })).text) as {
    forecasts: number;
    removed: number;
    refused: { importId: string; text: string }[];
  };
const forecasts = () => calls.sandbox.tables('Forecasts');

test('nothing is forecast before the import; then an hour estimate is an hour forecast with cost and sales', async () => {
  const id = await hours();
  expect(forecasts()).toEqual([]);
  expect(await importEstimates()).toEqual({ forecasts: 1, removed: 0, refused: [] });
  expect(forecasts()).toMatchObject([
    { ForecastId: id, ForecastType: 'Hour', Quantity: '8', CostAmount: '400', SalesAmount: '1000' },
  ]);
});

test('cost and sales line of an expense estimate become one forecast, in either order of arrival', async () => {
  const origin = randomUUID();
  const sales = await expense('Sales', { EstimateLineId: randomUUID(), OriginEstimateLineId: origin });
  await expense('Cost', { EstimateLineId: origin });
  expect(sales).not.toBe(origin);
  expect((await importEstimates()).forecasts).toBe(1);
  expect(forecasts()).toMatchObject([
    { ForecastId: origin, ForecastType: 'Expense', CostAmount: '300', SalesAmount: '360.75', Quantity: '3' },
  ]);
});

test('a material estimate becomes one item forecast; lines of different estimates stay apart', async () => {
  const cost = await material('Cost');
  await material('Sales', { ForecastLineIdOrigin: cost });
  await material('Cost');
  expect((await importEstimates()).forecasts).toBe(2);
  expect(forecasts().map((row) => [row['ItemId'], row['CostAmount'], row['SalesAmount']])).toEqual([
    ['P-0001', '20', '30'],
    ['P-0001', '20', '0'],
  ]);
});

test('a repeated import updates a changed forecast, removes a deleted one and doubles nothing', async () => {
  const changed = await hours();
  const deleted = await hours();
  await importEstimates();
  const at = (id: string) => `/data/ProjEstimateHoursImport(dataAreaId='usmf',EstimateHoursImportId=${id})`;
  await calls.call('PATCH', at(changed), { Duration: 12.5 });
  await calls.call('DELETE', at(deleted));
  expect(await importEstimates()).toEqual({ forecasts: 1, removed: 1, refused: [] });
  expect(forecasts()).toMatchObject([{ ForecastId: changed, Quantity: '12.5' }]);
});

test('an import concerns its own company only', async () => {
  await hours();
  await hours({ dataAreaId: 'frrt', ActivityNumber: '' });
  await importEstimates();
  expect((await importEstimates('frrt')).forecasts).toBe(1);
  expect(forecasts().map((row) => row['dataAreaId'])).toEqual(['usmf', 'frrt']);
});

test('orphans are staged, and refused by the import with their reasons until the parent is there', async () => {
  const refusedTexts = async () => (await importEstimates()).refused.map(({ text }) => text);
  await hours({ ProjectId: 'P-404' });
  await hours({ ActivityNumber: 'A-404' });
  await expense('Cost', { TransactionCategoryId: 'TCN-404' });
  await material('Cost', { ItemId: 'P-404' });
  expect(await refusedTexts()).toEqual([
    'Project P-404 does not exist in company usmf.',
    'Activity A-404 does not exist in project P-1.',
    'Transaction category TCN-404 does not exist.',
    'Item P-404 is not released in company usmf.',
  ]);
  expect(forecasts()).toEqual([]);
  await calls.call('POST', '/data/ProjectTransactionCategories', { CategoryId: 'TCN-404', Name: 'x' });
  expect(await refusedTexts()).toHaveLength(3);
  expect(forecasts()).toHaveLength(1);
});

test('two cost lines of one estimate, and lines that are neither cost nor sales, make no forecast', async () => {
  const cost = await expense('Cost');
  await expense('Cost', { OriginEstimateLineId: cost });
  await material('BilledSales');
  const { refused } = await importEstimates();
  expect(refused.map(({ text }) => text)).toEqual([
    'The estimate is staged more than once as Cost.',
    'The estimate is staged more than once as Cost.',
    'Only cost and sales are estimated.',
  ]);
  expect(forecasts()).toEqual([]);
});

test('a refused estimate keeps the forecast that it had', async () => {
  const id = await hours();
  await importEstimates();
  await calls.call('PATCH', `/data/ProjEstimateHoursImport(dataAreaId='usmf',EstimateHoursImportId=${id})`, {
    ActivityNumber: 'A-404',
    Duration: 99,
  });
  expect((await importEstimates()).refused).toHaveLength(1);
  expect(forecasts()).toMatchObject([{ ActivityNumber: 'A-1', Quantity: '8' }]);
});

test('estimates know no period: a closed one keeps no forecast back', async () => {
  await calls.act('set-period', { company: 'usmf', from: '2026-01-01', to: '2026-12-31', open: false });
  await hours({ StartDate: '2026-10-25T12:00:00Z' });
  expect((await importEstimates()).forecasts).toBe(1);
});
