import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { financeCalls, type Calls } from './fixtures/finance-sandbox-calls.ts';

let calls: Calls;
beforeEach(async () => {
  calls = await financeCalls();
  await calls.plant('ProjectContractHeaders', [{ dataAreaId: 'usmf', ProjectContractId: 'C-1', Name: 'C' }]);
  await calls.plant('ProjectsV2', [
    { dataAreaId: 'usmf', ProjectId: 'P-1', ProjectName: 'P', ProjectStage: 'InProcess' },
    { dataAreaId: 'frrt', ProjectId: 'P-3', ProjectName: 'P', ProjectStage: 'InProcess' },
  ]);
});
afterEach(() => calls.sandbox.stop());

const stage = async (more: Readonly<Record<string, unknown>>): Promise<string> => {
  const ActualId = randomUUID();
  const body = {
    dataAreaId: 'usmf',
    ActualId,
    ProjectId: 'P-1',
    TransactionCurrencyId: 'USD',
    Amount: 100,
    AccountingDate: '2026-10-25T12:00:00Z',
    ...more,
  };
  const created = await calls.call('POST', '/data/ProjActualsImports', body);
  expect(created.status).toBe(201);
  return ActualId;
};
const connect = (Transaction1Id: string, Transaction2Id: string) =>
  calls.call('POST', '/data/ProjCDSTransactionRelationshipImports', {
    ConnectionId: randomUUID(),
    Transaction1Id,
    Transaction2Id,
  });
const propose = () =>
  calls.call('POST', '/data/ProjectInvoiceProposalsV2', {
    InvoiceProposalId: 'INV-1',
    ProjectContractId: 'C-1',
  });
const actual = (id: string) =>
  calls.sandbox.rows('ProjActualsImports').find((row) => row['ActualId'] === id) ?? {};
const importStaging = (more: object = {}) => calls.act('import-from-staging', { company: 'usmf', ...more });
const postJournal = (more: object = {}) =>
  calls.act('post-integration-journal', { company: 'usmf', ...more });
const postProposal = () =>
  calls.act('post-invoice-proposal', { company: 'usmf', invoiceProposalId: 'INV-1' });
const refusedTexts = async (more: object = {}) =>
  ((await importStaging(more)).json['refused'] as { text: string }[]).map((refused) => refused.text);

test('a staged actual gets its voucher when the journal is posted, once', async () => {
  const cost = await stage({ Amount: 12.345 });
  await postJournal();
  expect(actual(cost)['VoucherNumber']).toBe('');
  expect((await importStaging()).text).toContain('"journalLines":1');
  expect((await postJournal()).text).toBe('{"posted":1}');
  expect(actual(cost)).toMatchObject({
    VoucherNumber: 'USMF-000001',
    ExchangeRate: '1',
    AccountingAmount: '12.35',
    AccountingDate: '2026-10-25T12:00:00Z',
  });
  expect((await importStaging()).text).toContain('"journalLines":0');
  expect((await postJournal()).text).toBe('{"posted":0}');
});

test('an amount in another currency is posted at the rate and rounded to the accounting currency', async () => {
  const cost = await stage({ TransactionCurrencyId: 'EUR', Amount: 10.01 });
  await calls.act('set-exchange-rate', { from: 'EUR', to: 'USD', rate: '1.2345' });
  await importStaging();
  await postJournal({ taxPercent: '10' });
  expect(actual(cost)).toMatchObject({
    ExchangeRate: '1.2345',
    AccountingAmount: '12.36',
    SalesTaxAmount: '1.24',
  });
});

test('a closed period refuses the whole journal until it is opened', async () => {
  const first = await stage({ AccountingDate: '2026-09-30T12:00:00Z' });
  const second = await stage({});
  await importStaging();
  await calls.act('set-period', { company: 'usmf', from: '2026-10-01', to: '2026-10-31', open: false });
  const refused = await postJournal();
  expect(refused.status).toBe(409);
  expect(refused.text).toMatch(/^No open fiscal period/);
  expect([actual(first), actual(second)].map((row) => row['VoucherNumber'])).toEqual(['', '']);
  expect((await postJournal({ accountingDate: '2026-11-01' })).status).toBe(200);
  expect(actual(second)['VoucherNumber']).not.toBe('');
});

test('rows with an unknown project, task, unit or category stay staged and are reported', async () => {
  await stage({ ProjectId: 'none' });
  await stage({ TaskNumber: 'A-9' });
  await stage({ UnitOfMeasure: 'parsec' });
  await stage({ TransactionCategoryId: 'none' });
  expect(await refusedTexts()).toEqual([
    'Project none does not exist in company usmf.',
    'Activity A-9 does not exist in project P-1.',
    'Unit parsec does not exist.',
    'Transaction category none does not exist.',
  ]);
  await calls.plant('UnitsOfMeasure', [{ UnitSymbol: 'parsec' }]);
  expect((await importStaging()).text).toContain('"journalLines":1');
});

test('billed sales wait for their header, their connection and the posting of the unbilled sales', async () => {
  const sales = await stage({ TransactionType: 'Sales' });
  const billed = await stage({ TransactionType: 'BilledSales', InvoiceProposalId: 'INV-1' });
  expect(await refusedTexts()).toEqual(['Invoice proposal INV-1 does not exist.']);
  await propose();
  expect(await refusedTexts()).toEqual([
    "Invoice proposal wasn't processed because of mismatched billed sales actuals with Dataverse.",
  ]);
  await connect(sales, billed);
  expect(await refusedTexts()).toEqual(["Project transaction hasn't been posted yet."]);
  await postJournal();
  expect(await refusedTexts({ invoiceLines: { 'INV-1': 2 } })).toHaveLength(1);
  expect((await importStaging({ invoiceLines: { 'INV-1': 1 } })).text).toContain('"proposalLines":1');
  expect((await postProposal()).text).toBe('{"posted":1,"invoice":"USMF-CIV-000001"}');
  expect(actual(billed)).toMatchObject({ VoucherNumber: 'USMF-000002', InvoiceId: 'USMF-CIV-000001' });
  expect((await postProposal()).status).toBe(409);
});

test('one line that cannot be billed keeps the whole proposal staged', async () => {
  await propose();
  await stage({
    TransactionType: 'BilledSales',
    InvoiceProposalId: 'INV-1',
    TransactionClassification: 192350003,
  });
  await stage({ TransactionType: 'BilledSales', InvoiceProposalId: 'INV-1' });
  expect(await refusedTexts()).toHaveLength(2);
  expect((await postProposal()).status).toBe(409);
});

test('archived actuals vanish from the staging', async () => {
  const posted = await stage({});
  await importStaging();
  await postJournal();
  const open = await stage({});
  expect((await calls.act('archive-posted-actuals', { company: 'usmf' })).text).toBe('{"archived":1}');
  expect([actual(posted)['ActualId'], actual(open)['ActualId']]).toEqual([undefined, open]);
});

const expense = { costType: 'HOTEL', project: 'P-1', date: '2026-10-26', currency: 'USD' };

test('an expense report is exported as a draft, and its lines change when it is posted', async () => {
  const lines = [
    { ...expense, amount: '250.75', taxAmount: '0.75' },
    { ...expense, project: '', amount: '1' },
  ];
  expect((await calls.act('create-expense-report', { company: 'usmf', number: 'EXP-1', lines })).status).toBe(
    200,
  );
  expect(calls.sandbox.rows('ProjExpensesExport')).toMatchObject([
    {
      ExpTransNumber: 'EXP-1-1',
      ReferenceDataAreaId: 'usmf',
      Amount: '250.75',
      NetAmount: '250',
      TransDate: '2026-10-26T12:00:00Z',
      TransactionCategoryId: 'TCN-0000001001-D3B43',
      ProjCostTransExists: '0',
      ProjTransId: '',
    },
  ]);
  await calls.act('post-expense-report', { company: 'usmf', number: 'EXP-1' });
  const [row] = calls.sandbox.rows('ProjExpensesExport');
  expect(row).toMatchObject({ ProjCostTransExists: '1', ProjTransId: 'PT-000001' });
  expect((await calls.act('post-expense-report', { company: 'usmf', number: 'EXP-1' })).status).toBe(409);
});

test('expenses of an unknown category or a completed project are refused, and leave nothing behind', async () => {
  await calls.plant('ProjectsV2', [
    { dataAreaId: 'usmf', ProjectId: 'P-2', ProjectName: 'P', ProjectStage: 'Completed' },
  ]);
  const report = (more: object) =>
    calls.act('create-expense-report', {
      company: 'usmf',
      number: 'EXP-2',
      lines: [
        { ...expense, amount: 1 },
        { ...expense, amount: 1, ...more },
      ],
    });
  expect((await report({ costType: 'TAXI' })).text).toBe(
    'Expense category TAXI does not exist in company usmf.',
  );
  expect((await report({ project: 'P-2' })).text).toContain('Completed');
  expect(calls.sandbox.rows('ProjExpensesExport')).toEqual([]);
});

const invoice = { company: 'usmf', vendor: 'V-1001', number: 'VI-77', date: '2026-10-27', currency: 'USD' };
const line = { project: 'P-1', quantity: '3', price: '19.99', unit: 'ea', product: 'P-0001' };

test('a vendor invoice is exported while pending with its project lines only, and posting marks both', async () => {
  const lines = [
    { ...line, id: 'PT-1' },
    { ...line, project: '' },
    { ...line, projectCompany: 'frrt', project: 'P-3' },
  ];
  await calls.act('create-vendor-invoice', { ...invoice, lines });
  expect(calls.sandbox.rows('VendInvoiceExportsV2')).toMatchObject([
    { VendorInvoiceNum: 'VI-77', InvoiceAccount: 'V-1001', ProjVendInvoiceStatus: 'None' },
  ]);
  expect(calls.sandbox.rows('VendInvoiceExportsV2')[0]?.['TableRefId']).not.toBe('');
  expect(calls.sandbox.rows('ProjVendInvoiceLinesExportEntity')).toMatchObject([
    {
      ProjTransId: 'PT-1',
      ProjDataAreaId: 'usmf',
      DAreaId: 'usmf',
      LineAmount: '59.97',
      ProjItemTransExists: '0',
    },
    { ProjTransId: 'PT-000001', ProjDataAreaId: 'frrt', DAreaId: 'usmf' },
  ]);
  expect((await calls.act('post-vendor-invoice', invoice)).text).toBe('{"posted":2}');
  expect(calls.sandbox.rows('VendInvoiceExportsV2')[0]?.['TableRefId']).toBe('');
  expect(
    calls.sandbox.rows('ProjVendInvoiceLinesExportEntity').map((row) => row['ProjItemTransExists']),
  ).toEqual(['1', '1']);
  expect((await calls.act('post-vendor-invoice', invoice)).status).toBe(409);
});

test('a vendor invoice without project lines is not exported, and one of an unknown vendor is refused', async () => {
  await calls.act('create-vendor-invoice', { ...invoice, lines: [{ ...line, project: '' }] });
  expect(calls.sandbox.rows('VendInvoiceExportsV2')).toEqual([]);
  const unknown = await calls.act('create-vendor-invoice', { ...invoice, vendor: 'V-3001', lines: [line] });
  expect(unknown).toMatchObject({
    status: 409,
    text: 'Vendor account V-3001 does not exist in company usmf.',
  });
});

test('a new customer can be named by a contract from then on', async () => {
  const create = () =>
    calls.call('POST', '/data/ProjectContractHeaders', {
      ProjectContractId: 'C-9',
      Name: 'x',
      CustomerAccountNumber: 'US-9',
    });
  expect((await create()).status).toBe(400);
  await calls.act('create-customer', { company: 'usmf', number: 'US-9', name: 'New' });
  expect((await create()).status).toBe(201);
});

test('an action with a wrong body or an unknown name is refused with the reason', async () => {
  const wrong = await postJournal({ accountingDate: '25.10.2026' });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('accountingDate');
  expect((await calls.act('print-money', {})).status).toBe(404);
});
