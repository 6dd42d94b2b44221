import { afterAll, beforeAll, expect, test } from 'vitest';
import { financeCalls, type Calls } from './fixtures/finance-sandbox-calls.ts';

let calls: Calls;
beforeAll(async () => {
  calls = await financeCalls();
});
afterAll(() => calls.sandbox.stop());

const contract = (number: string, more: Readonly<Record<string, unknown>> = {}) => ({
  dataAreaId: 'usmf',
  ProjectContractId: number,
  Name: 'Line 1',
  CustomerAccountNumber: 'US-001',
  ...more,
});
const contractAt = (number: string, company = 'usmf') =>
  `/data/ProjectContractHeaders(dataAreaId='${company}',ProjectContractId='${number}')`;
const create = (number: string, more: Readonly<Record<string, unknown>> = {}) =>
  calls.call('POST', '/data/ProjectContractHeaders', contract(number, more));
const decodedEtag = (etag: unknown) =>
  Buffer.from(/^W\/"(.*)"$/.exec(String(etag))?.[1] ?? '', 'base64').toString();

test('a created row comes back whole, with empty text instead of null, an ETag and its address', async () => {
  const created = await create('C-1');
  expect(created.status).toBe(201);
  expect(created.json).toMatchObject({ ProjectContractId: 'C-1', SalesCurrencyCode: '' });
  expect(decodedEtag(created.headers.get('etag'))).toMatch(/^'1,\d+'$/);
  expect(created.json['@odata.etag']).toBe(created.headers.get('etag'));
  const found = await fetch(created.headers.get('location') ?? '');
  expect(await found.json()).toMatchObject({ Name: 'Line 1' });
});

test('a row that exists is not created again', async () => {
  await create('C-2');
  const again = await create('c-2');
  expect(again.status).toBe(400);
  expect(again.reason).toContain('Cannot create a record in Project contracts (ProjInvoiceTable).');
  expect(again.reason).toContain('The record already exists..');
});

test('a PATCH of a missing row answers 400 and creates nothing', async () => {
  const missing = await calls.call('PATCH', contractAt('C-404'), { Name: 'x' });
  expect(missing).toMatchObject({
    status: 400,
    reason: 'No resources were found when selecting for update.',
  });
  expect(missing.json['error']).toMatchObject({ code: '', message: 'An error has occurred.' });
  expect((await calls.call('GET', contractAt('C-404'))).status).toBe(404);
});

test('a DELETE removes the row once; the second one answers like a PATCH of a missing row', async () => {
  await create('C-3');
  expect((await calls.call('DELETE', contractAt('C-3'))).status).toBe(204);
  expect(await calls.call('DELETE', contractAt('C-3'))).toMatchObject({
    status: 400,
    reason: 'No resources were found when selecting for update.',
  });
});

test('a PATCH answers 204, changes what it names and gives the row another version', async () => {
  const created = await create('C-4', { SalesCurrencyCode: 'USD' });
  const patched = await calls.call('PATCH', contractAt('C-4'), { Name: 'Renamed' });
  expect(patched).toMatchObject({ status: 204, text: '' });
  const read = await calls.call('GET', contractAt('C-4'));
  expect(read.json).toMatchObject({ Name: 'Renamed', SalesCurrencyCode: 'USD' });
  expect(read.headers.get('etag')).not.toBe(created.headers.get('etag'));
  expect(decodedEtag(read.headers.get('etag')).split(',')[1]).toBe(
    decodedEtag(created.headers.get('etag')).split(',')[1],
  );
});

test('If-Match lets only the last reader write', async () => {
  const stale = (await create('C-5')).headers.get('etag') ?? '';
  const first = await calls.call('PATCH', contractAt('C-5'), { Name: 'a' }, { 'If-Match': stale });
  const second = await calls.call('PATCH', contractAt('C-5'), { Name: 'b' }, { 'If-Match': stale });
  expect([first.status, second.status]).toEqual([204, 412]);
  expect((await calls.call('PATCH', contractAt('C-5'), { Name: 'c' }, { 'If-Match': '*' })).status).toBe(204);
});

test('rows of another company are seen only across companies; a POST goes where its body says', async () => {
  const body = contract('C-6', { dataAreaId: 'FRRT', CustomerAccountNumber: 'FR-001' });
  expect((await calls.call('POST', '/data/ProjectContractHeaders', body)).json['dataAreaId']).toBe('frrt');
  const at = contractAt('C-6', 'frrt');
  expect((await calls.call('GET', at)).status).toBe(404);
  expect((await calls.call('GET', `${at}?cross-company=true`)).status).toBe(200);
  expect((await calls.call('PATCH', at, { Name: 'x' })).status).toBe(400);
  expect((await calls.call('PATCH', `${at}?cross-company=true`, { Name: 'x' })).status).toBe(204);
  expect((await calls.call('DELETE', at)).status).toBe(400);
  expect((await calls.call('DELETE', `${at}?cross-company=true`)).status).toBe(204);
});

test('quotes in a key are doubled, and slash, backslash and plus encoded twice', async () => {
  const number = "O'Hara/1+2\\3 ä";
  await create(number);
  const key = encodeURIComponent(number.replaceAll("'", "''"));
  expect((await calls.call('GET', contractAt(encodeURIComponent(key)))).json['ProjectContractId']).toBe(
    number,
  );
  const once = await calls.call('GET', contractAt(key));
  expect(once.status).toBe(404);
  expect(String(once.json['Message'])).toMatch(/^No HTTP resource was found that matches the request URI '/);
});

test('the names of sets are case-sensitive, and an unknown set has no route', async () => {
  expect((await calls.call('GET', '/data/projectcontractheaders')).json['Message']).toBeDefined();
});

test('a key that is incomplete is refused when it means more than one row', async () => {
  await create('C-7');
  await create('C-8');
  const all = await calls.call('PATCH', "/data/ProjectContractHeaders(dataAreaId='usmf')", { Name: 'x' });
  expect(all).toMatchObject({
    status: 400,
    reason: 'More than one resource was found when selecting for update.',
  });
});

test('a guid in a key is written bare, in any order of the parts', async () => {
  const id = 'AAAAAAAA-0000-4000-8000-000000000001';
  await calls.call('POST', '/data/ProjActualsImports', { ActualsImportId: id });
  const read = await calls.call('GET', `/data/ProjActualsImports(ActualsImportId=${id},dataAreaId='usmf')`);
  expect(read.json['ActualsImportId']).toBe(id.toLowerCase());
  const quoted = await calls.call(
    'GET',
    `/data/ProjActualsImports(dataAreaId='usmf',ActualsImportId='${id}')`,
  );
  expect(quoted.status).toBe(400);
});

test('numbers keep all their digits, decimals up to six places', async () => {
  const body =
    '{"Status":-9223372036854775808,"TransactionClassification":9007199254740993,"Amount":-1234567890123456.1234565,"Quantity":1.50}';
  const created = await calls.call('POST', '/data/ProjActualsImports', body);
  expect(created.text).toContain('"Status":-9223372036854775808');
  expect(created.text).toContain('"TransactionClassification":9007199254740993');
  expect(created.text).toContain('"Amount":-1234567890123456.123457');
  expect(created.text).toContain('"Quantity":1.5,');
});

test('empty dates are 1900-01-01, at noon for a date; a date keeps its day', async () => {
  const created = await calls.call('POST', '/data/ProjActualsImports', {
    DocumentDate: '2026-10-25T12:00:00Z',
    StartDate: '2026-10-25T23:30:59.9Z',
  });
  expect(created.json).toMatchObject({
    AccountingDate: '1900-01-01T12:00:00Z',
    EndDate: '1900-01-01T00:00:00Z',
    DocumentDate: '2026-10-25T12:00:00Z',
    StartDate: '2026-10-25T23:30:59Z',
  });
});

test.each([
  ['null for a number', { Amount: null }, 'does not allow null values'],
  ['null for a date', { DocumentDate: null }, 'does not allow null values'],
  ['text for a number', { Amount: '12.5' }, "expected type 'Edm.Decimal'"],
  ['a number for text', { Description: 7 }, "expected type 'Edm.String'"],
  ['a day without a time', { DocumentDate: '2026-10-25' }, "expected type 'Edm.DateTimeOffset'"],
  ['a guid in braces', { ActualId: '{AAAAAAAA-0000-4000-8000-000000000001}' }, "expected type 'Edm.Guid'"],
  ['a member that the enumeration does not have', { BillingType: 'Free' }, "'Free' is not a valid member"],
  ['the Dataverse value of an enumeration', { BillingType: 192350001 }, "'192350001' is not a valid member"],
  ['more than 64 bits', '{"Status":9223372036854775808}', "expected type 'Edm.Int64'"],
  ['an unknown property', { Voucher: 'x' }, "The property 'Voucher' does not exist on type"],
  ['no JSON', '{"Amount":', 'cannot be read'],
])('%s is refused with code 0022', async (_what, body, reason) => {
  const refused = await calls.call('POST', '/data/ProjActualsImports', body);
  expect(refused.status).toBe(400);
  expect(refused.json['error']).toMatchObject({
    code: '0022',
    innererror: { message: 'Exception has been thrown by the target of an invocation.' },
  });
  expect(refused.reason).toContain(reason);
});

test('null empties text and enumerations', async () => {
  const created = await calls.call('POST', '/data/ProjActualsImports', {
    Description: null,
    BillingType: null,
  });
  expect(created.json).toMatchObject({ Description: '', BillingType: 'NotSpecified' });
});

test('a mandatory field that is missing is named in the Infolog', async () => {
  const refused = await create('C-9', { Name: '' });
  expect(refused.status).toBe(400);
  expect(refused.reason).toBe(
    "Write failed for table row of type 'ProjProjectContractHeaderEntity'. Infolog: Warning: Field 'Name' must be filled in.; Warning: validateField failed on field 'ProjProjectContractHeaderEntity.Name'.",
  );
});

test('a customer of another company, a missing contract and a missing project are refused by their field', async () => {
  const customer = await create('C-10', { CustomerAccountNumber: 'FR-001' });
  expect(customer.reason).toContain(
    "The value 'FR-001' in field 'Customer account' is not found in the related table 'Customers'.",
  );
  const project = await calls.call('POST', '/data/ProjectsV2', {
    ProjectId: 'P-1',
    ProjectName: 'x',
    ProjectContractId: 'none',
  });
  expect(project.reason).toContain("validateField failed on field 'ProjProjectV2Entity.ProjectContractId'.");
  const task = await calls.call('POST', '/data/ProjectTasks', {
    ProjectId: 'none',
    TaskId: 'A-1',
    TaskName: 'x',
  });
  expect(task.reason).toContain("validateField failed on field 'ProjProjectTaskEntity.ProjectId'.");
});

test('staging takes actuals and connections whose parents are not there', async () => {
  const actual = await calls.call('POST', '/data/ProjActualsImports', {
    ProjectId: 'none',
    UnitOfMeasure: 'none',
  });
  expect(actual.status).toBe(201);
  const ConnectionId = 'aaaaaaaa-0000-4000-8000-00000000c001';
  expect(
    (await calls.call('POST', '/data/ProjCDSTransactionRelationshipImports', { ConnectionId })).status,
  ).toBe(201);
});

test('staging refuses an actual whose line property the company does not have, until it has', async () => {
  await calls.act('set-line-property', { company: 'frrt', billingType: 'NotAvailable', exists: false });
  const post = (dataAreaId: string) =>
    calls.call('POST', '/data/ProjActualsImports', { dataAreaId, BillingType: 'NotAvailable' });
  const refused = await post('frrt');
  expect(refused.reason).toBe(
    "Write failed for table row of type 'ProjActualsImportEntity'. Infolog: Error: Line property Not available doesn't exist.; Error: validateWrite failed on data source 'ProjCDSActualsImport (ProjCDSActualsImport)'.",
  );
  expect((await post('usmf')).status).toBe(201);
  await calls.act('set-line-property', { company: 'frrt', billingType: 'NotAvailable', exists: true });
  expect((await post('frrt')).status).toBe(201);
});

test('a key cannot be edited', async () => {
  await create('C-11');
  const refused = await calls.call('PATCH', contractAt('C-11'), { ProjectContractId: 'C-12' });
  expect(refused.reason).toContain("Field 'Project contract ID' does not allow editing.");
});

test('export sets are read only, apart from the status of a vendor invoice', async () => {
  await calls.plant('ProjExpensesExport', [{ ExpTransNumber: 'E-1', ReferenceDataAreaId: 'usmf' }]);
  const expense = "/data/ProjExpensesExport(ExpTransNumber='E-1',ReferenceDataAreaId='usmf')";
  for (const [method, path] of [
    ['PATCH', expense],
    ['DELETE', expense],
    ['POST', '/data/ProjExpensesExport'],
  ] as const)
    expect((await calls.call(method, path, {})).reason).toContain(
      "'ProjExpenseExportEntity' does not allow it",
    );
  const key = { dataAreaId: 'usmf', InvoiceAccount: 'V-1001', VendorInvoiceNum: 'VI-1' };
  await calls.plant('VendInvoiceExportsV2', [key]);
  const invoice =
    "/data/VendInvoiceExportsV2(dataAreaId='usmf',InvoiceAccount='V-1001',VendorInvoiceNum='VI-1')";
  expect((await calls.call('PATCH', invoice, { ProjVendInvoiceStatus: 'Confirmed' })).status).toBe(204);
  expect((await calls.call('PATCH', invoice, { Description: 'x' })).reason).toContain(
    'does not allow editing',
  );
});

test('sets without dataAreaId are seen from every company', async () => {
  await calls.plant('ProjExpensesExport', [
    { ExpTransNumber: 'E-2', ReferenceDataAreaId: 'frrt', Amount: 1.1 },
  ]);
  const read = await calls.call(
    'GET',
    "/data/ProjExpensesExport(ReferenceDataAreaId='frrt',ExpTransNumber='E-2')",
  );
  expect(read.status).toBe(200);
});

test('a person can plant, change and delete rows of any set', async () => {
  await calls.plant('ProjExpensesExport', [
    { ExpTransNumber: 'E-3', ReferenceDataAreaId: 'usmf', Amount: 5 },
  ]);
  await calls.plant('ProjExpensesExport', {
    rows: [{ ExpTransNumber: 'E-3', ReferenceDataAreaId: 'usmf', ProjId: 'P' }],
  });
  const find = () =>
    calls.sandbox.rows('ProjExpensesExport').filter((row) => row['ExpTransNumber'] === 'E-3');
  expect(find()).toMatchObject([{ Amount: '5', ProjId: 'P' }]);
  await calls.plant('ProjExpensesExport', {
    deletes: [{ ExpTransNumber: 'E-3', ReferenceDataAreaId: 'usmf' }],
  });
  expect(find()).toEqual([]);
});

test('with a token set, requests without it are refused before anything else', async () => {
  const guarded = await financeCalls({ token: 'secret' });
  try {
    expect((await guarded.call('GET', '/data/ProjectsV2')).status).toBe(401);
    const allowed = await guarded.call('GET', '/data/ProjectsV2', undefined, {
      Authorization: 'Bearer secret',
    });
    expect(allowed.status).toBe(200);
    expect((await guarded.call('GET', '/sandbox/counts')).text).toBe('{"GET":{"ProjectsV2":1}}');
  } finally {
    await guarded.sandbox.stop();
  }
});
