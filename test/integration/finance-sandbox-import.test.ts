import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { financeCalls, type Calls } from './fixtures/finance-sandbox-calls.ts';

let calls: Calls;
beforeEach(async () => {
  calls = await financeCalls();
  await calls.plant('ProjectContractHeaders', [{ dataAreaId: 'usmf', ProjectContractId: 'C-1', Name: 'C' }]);
  await calls.plant('ProjectsV2', [
    { dataAreaId: 'usmf', ProjectId: 'P-1', ProjectName: 'P', ProjectStage: 'InProcess' },
  ]);
  for (const InvoiceProposalId of ['INV-1', 'INV-2'])
    await calls.call('POST', '/data/ProjectInvoiceProposalsV2', {
      InvoiceProposalId,
      ProjectContractId: 'C-1',
    });
});
afterEach(() => calls.sandbox.stop());

const milestone = 192350003;
const fee = 192350004;
const mismatched =
  "Invoice proposal wasn't processed because of mismatched billed sales actuals with Dataverse.";
const notPosted = "Project transaction hasn't been posted yet.";

const send = (more: object) =>
  calls.call('POST', '/data/ProjActualsImports', {
    ProjectId: 'P-1',
    TransactionCurrencyId: 'USD',
    Amount: 100,
    AccountingDate: '2026-10-25T12:00:00Z',
    ...more,
  });
const stage = async (more: object = {}) => {
  const ActualId = randomUUID();
  expect((await send({ ActualId, ...more })).status).toBe(201);
  return ActualId;
};
const billed = (more: object = {}) =>
  stage({ TransactionType: 'BilledSales', InvoiceProposalId: 'INV-1', ...more });
const connect = (Transaction1Id: string, Transaction2Id: string) =>
  calls.call('POST', '/data/ProjCDSTransactionRelationshipImports', {
    ConnectionId: randomUUID(),
    Transaction1Id,
    Transaction2Id,
  });
const run = async (more: object = {}) =>
  JSON.parse((await calls.act('import-from-staging', { company: 'usmf', ...more })).text) as {
    journalLines: number;
    proposalLines: number;
    refused: { ActualId: string; text: string }[];
  };
const texts = async (more: object = {}) => (await run(more)).refused.map(({ text }) => text);
const postJournal = (company = 'usmf') => calls.act('post-integration-journal', { company });
const postProposal = (invoiceProposalId: string, more: object = {}) =>
  calls.act('post-invoice-proposal', { company: 'usmf', invoiceProposalId, ...more });
const actual = (id: string) =>
  calls.sandbox.rows('ProjActualsImports').find((row) => row['ActualId'] === id) ?? {};

/** An invoice INV-1 with one line of 100 that is posted. @returns its billed sales. */
const invoiced = async () => {
  const sales = await stage({ TransactionType: 'Sales' });
  await run();
  await postJournal();
  const original = await billed();
  await connect(sales, original);
  await run();
  expect((await postProposal('INV-1')).status).toBe(200);
  return original;
};

test('an actual that is staged twice is not taken until one of the rows is gone', async () => {
  const twice = await stage();
  const second = (await send({ ActualId: twice.toUpperCase() })).json['ActualsImportId'];
  const other = await stage();
  expect(await run()).toMatchObject({
    journalLines: 1,
    refused: [{ ActualId: twice }, { text: `Actual ${twice} is staged 2 times.` }],
  });
  await calls.call('DELETE', `/data/ProjActualsImports(dataAreaId='usmf',ActualsImportId=${String(second)})`);
  expect(await run()).toMatchObject({ journalLines: 1, refused: [] });
  await postJournal();
  expect([actual(twice), actual(other)].every((row) => row['VoucherNumber'] !== '')).toBe(true);
});

test('an actual that was imported is not taken again, in no company and not after it was archived', async () => {
  const posted = await stage();
  await run();
  await send({ ActualId: posted });
  expect(await texts()).toEqual([`Actual ${posted} has already been imported in company usmf.`]);
  await postJournal();
  await calls.act('archive-posted-actuals', { company: 'usmf' });
  expect(await texts()).toHaveLength(1);
  await calls.plant('ProjectsV2', [{ dataAreaId: 'frrt', ProjectId: 'P-1', ProjectName: 'P' }]);
  await send({ ActualId: posted, dataAreaId: 'frrt' });
  expect(await texts({ company: 'frrt' })).toHaveLength(1);
  expect((await postJournal('frrt')).text).toBe('{"posted":0}');
});

test('milestones and retainer fees are billed without unbilled sales before them', async () => {
  await billed({ TransactionClassification: milestone });
  await billed({ TransactionClassification: fee });
  expect(await run()).toMatchObject({ proposalLines: 2, refused: [] });
  expect((await postProposal('INV-1')).text).toContain('"posted":2');
});

test('a fee that names unbilled sales waits for their posting like any other line', async () => {
  const sales = await stage({ TransactionType: 'Sales', TransactionClassification: fee });
  const line = await billed({ TransactionClassification: fee });
  await connect(sales, line);
  expect(await texts()).toEqual([notPosted]);
  await postJournal();
  expect(await run()).toMatchObject({ proposalLines: 1 });
});

test('a connection to anything but unbilled sales does not make a line billable', async () => {
  const cost = await stage({ TransactionType: 'Cost' });
  await run();
  await postJournal();
  await connect(cost, await billed());
  expect(await texts()).toEqual([mismatched]);
});

test('an invoice whose lines are not all there is not processed', async () => {
  await billed({ TransactionClassification: milestone });
  expect(await texts({ invoiceLines: { 'INV-1': 2 } })).toEqual([mismatched]);
  expect((await postProposal('INV-1')).status).toBe(409);
});

test('a correction takes posted billed sales back with a negative amount, tax and invoice of its own', async () => {
  const original = await invoiced();
  const credit = await billed({ InvoiceProposalId: 'INV-2', Amount: -100, Quantity: -1 });
  await connect(original, credit);
  expect(await run()).toMatchObject({ proposalLines: 1, refused: [] });
  await postProposal('INV-2', { taxPercent: '8.25' });
  expect(actual(credit)).toMatchObject({
    AccountingAmount: '-100',
    SalesTaxAmount: '-8.25',
    InvoiceId: 'USMF-CIV-000002',
  });
  expect(actual(credit)['VoucherNumber']).not.toBe('');
  expect(actual(original)).toMatchObject({ InvoiceId: 'USMF-CIV-000001' });
});

test('a credit line is refused without the billed sales that it takes back, or before they are posted', async () => {
  const credit = await billed({ InvoiceProposalId: 'INV-2', Amount: -100 });
  expect(await texts()).toEqual([mismatched]);
  const sales = await stage({ TransactionType: 'Sales' });
  await run();
  await postJournal();
  const original = await billed();
  await connect(sales, original);
  await connect(original, credit);
  expect(await texts()).toEqual([notPosted]);
  await postProposal('INV-1');
  expect(await run()).toMatchObject({ proposalLines: 1 });
});

test('a positive line cannot name billed sales in place of unbilled ones', async () => {
  const original = await invoiced();
  await connect(original, await billed({ InvoiceProposalId: 'INV-2' }));
  expect(await texts()).toEqual([mismatched]);
});

test('a correction finds what it takes back also when that was archived', async () => {
  const original = await invoiced();
  expect((await calls.act('archive-posted-actuals', { company: 'usmf' })).text).toBe('{"archived":2}');
  await connect(original, await billed({ InvoiceProposalId: 'INV-2', Amount: -40.5 }));
  expect(await run()).toMatchObject({ proposalLines: 1, refused: [] });
});

test('a correction in a closed period is posted on an open date only', async () => {
  const original = await invoiced();
  const credit = await billed({ InvoiceProposalId: 'INV-2', Amount: -100 });
  await connect(original, credit);
  await run();
  await calls.act('set-period', { company: 'usmf', from: '2026-10-01', to: '2026-10-31', open: false });
  expect((await postProposal('INV-2')).text).toMatch(/^No open fiscal period/);
  expect(actual(credit)['InvoiceId']).toBe('');
  expect((await postProposal('INV-2', { accountingDate: '2026-11-02' })).status).toBe(200);
});

const relation = { lending: 'frrt', borrowing: 'usmf', vendor: 'V-FRRT' };
const lent = (more: object = {}) =>
  stage({
    dataAreaId: 'frrt',
    ResourcingCompany: 'frrt',
    ProjectDataAreaId: 'usmf',
    TransactionType: 'InterOrgSales',
    TransactionCurrencyId: 'EUR',
    ...more,
  });

test('intercompany actuals are taken in the lending company once the relationship is set up', async () => {
  const sales = await lent();
  await lent({ TransactionType: 'ResourcingUnitCost' });
  const missing = 'Intercompany relationship has to be set up between legal entity frrt and usmf.';
  expect(await texts({ company: 'frrt' })).toEqual([missing, missing]);
  expect((await calls.act('set-intercompany', relation)).status).toBe(200);
  expect(await run({ company: 'frrt' })).toMatchObject({ journalLines: 2, refused: [] });
  await calls.act('set-period', { company: 'frrt', from: '2026-10-01', to: '2026-10-31', open: false });
  expect((await postJournal('frrt')).text).toMatch(/^No open fiscal period/);
  await calls.act('set-period', { company: 'frrt', from: '2026-10-01', to: '2026-10-31', open: true });
  expect((await postJournal('frrt')).text).toBe('{"posted":2}');
  expect(actual(sales)).toMatchObject({ VoucherNumber: 'FRRT-000001', AccountingAmount: '100' });
});

test('intercompany actuals are refused outside of the lending company and when the relationship is gone', async () => {
  await calls.act('set-intercompany', relation);
  await stage({
    TransactionType: 'InterOrgSales',
    ResourcingCompany: 'frrt',
    ProjectDataAreaId: 'usmf',
  });
  expect((await texts())[0]).toContain('only in the lending legal entity');
  await lent({ ProjectDataAreaId: 'demf' });
  expect((await texts({ company: 'frrt' }))[0]).toContain('legal entity frrt and demf');
  await calls.act('set-intercompany', { ...relation, exists: false });
  await lent();
  expect(await texts({ company: 'frrt' })).toHaveLength(2);
});

test('an intercompany actual needs the line property of its billing type like any other', async () => {
  await calls.act('set-line-property', { company: 'frrt', billingType: 'NotAvailable', exists: false });
  const refused = await send({
    dataAreaId: 'frrt',
    ActualId: randomUUID(),
    TransactionType: 'ResourcingUnitCost',
    BillingType: 'NotAvailable',
  });
  expect(refused.reason).toContain("Line property Not available doesn't exist.");
});

test('an intercompany relationship names two companies and a vendor of the borrowing one', async () => {
  const refused = async (more: object) =>
    (await calls.act('set-intercompany', { ...relation, ...more })).text;
  expect(await refused({ vendor: 'V-3001' })).toContain('V-3001 does not exist in company usmf');
  expect(await refused({ lending: 'none' })).toContain("company 'none' does not exist");
  expect(await refused({ lending: 'usmf' })).toContain('cannot trade with itself');
});

test('what was imported can be seen, with where it went and whether it is posted', async () => {
  const sales = await stage({ TransactionType: 'Sales' });
  await billed({ TransactionClassification: milestone });
  await run();
  await postJournal();
  expect(calls.sandbox.tables('ImportedActuals')).toMatchObject([
    { ActualId: sales, LineOf: 'IntegrationJournal', Posted: 'Yes' },
    { TransactionType: 'BilledSales', LineOf: 'InvoiceProposal', Posted: 'No' },
  ]);
});
