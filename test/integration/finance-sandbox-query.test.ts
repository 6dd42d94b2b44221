import { afterAll, beforeAll, expect, test } from 'vitest';
import { financeCalls, type Calls } from './fixtures/finance-sandbox-calls.ts';

let calls: Calls;
beforeAll(async () => {
  calls = await financeCalls();
  const rows = [
    {
      ProjectId: 'P-1',
      TransactionType: 'Cost',
      Quantity: 2,
      DocumentDate: '2026-10-01T12:00:00Z',
      VoucherNumber: '',
    },
    {
      ProjectId: 'P-2',
      TransactionType: 'Sales',
      Quantity: 10,
      DocumentDate: '2026-10-02T12:00:00Z',
      VoucherNumber: 'V-1',
    },
    {
      ProjectId: 'X-3',
      TransactionType: 'Sales',
      Quantity: 1.5,
      DocumentDate: '2026-10-03T12:00:00Z',
      VoucherNumber: 'V-2',
    },
  ];
  await calls.plant(
    'ProjActualsImports',
    rows.map((row, index) => ({ dataAreaId: 'usmf', ActualsImportId: guid(index), ...row })),
  );
  await calls.plant('ProjActualsImports', [
    { dataAreaId: 'frrt', ActualsImportId: guid(9), ProjectId: 'P-9' },
  ]);
});
afterAll(() => calls.sandbox.stop());

const guid = (number: number) => `aaaaaaaa-0000-4000-8000-00000000000${number}`;
const query = (options: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
  calls.call(
    'GET',
    `/data/ProjActualsImports?${new URLSearchParams(options).toString()}`,
    undefined,
    headers,
  );
const projects = async (filter: string) => {
  const answer = await query({ $filter: filter, 'cross-company': 'true' });
  expect(answer.text).toContain('"value"');
  return (answer.json['value'] as { ProjectId: string }[]).map((row) => row.ProjectId);
};
const type = "Microsoft.Dynamics.DataEntities.ProjCDSTransType'Sales'";

test.each([
  ["ProjectId eq 'P-1'", ['P-1']],
  ["ProjectId eq 'p-1'", ['P-1']],
  ["ProjectId eq 'P-*'", ['P-1', 'P-2', 'P-9']],
  ["ProjectId eq '*-2*' or ProjectId eq '*3'", ['P-2', 'X-3']],
  ["ProjectId ne 'P*'", ['X-3']],
  [`TransactionType eq ${type}`, ['P-2', 'X-3']],
  [`not (TransactionType eq ${type}) and dataAreaId eq 'usmf'`, ['P-1']],
  ['Quantity gt 1.5', ['P-1', 'P-2']],
  ['Quantity le 2.000 and Quantity ge 1.5', ['P-1', 'X-3']],
  ['2 lt Quantity', ['P-2']],
  ['DocumentDate ge 2026-10-02T00:00:00Z', ['P-2', 'X-3']],
  ["VoucherNumber ne ''", ['P-2', 'X-3']],
  [`ActualsImportId eq ${guid(1)}`, ['P-2']],
  [
    `dataAreaId eq 'usmf' and ActualsImportId eq ${guid(2)} or dataAreaId eq 'frrt' and ActualsImportId eq ${guid(9)}`,
    ['X-3', 'P-9'],
  ],
  [`dataAreaId eq 'usmf' and ActualsImportId eq ${guid(2)} and ProjectId eq 'other'`, []],
  ["(ProjectId eq 'P-1' or ProjectId eq 'X-3') and (Quantity lt 2)", ['X-3']],
])('the filter %s finds %j', async (filter, expected) => {
  expect(await projects(filter)).toEqual(expected);
});

test.each([
  ["ProjectId in ('P-1','P-2')", 'Syntax error at position 10'],
  ["contains(ProjectId,'P')", "An unknown function with name 'contains' was found."],
  ["Project eq 'P-1'", "Could not find a property named 'Project'"],
  ["TransactionType eq 'Sales'", 'incompatible types'],
  [`TransactionType gt ${type}`, "The operator 'gt' is not supported for enumerations."],
  ["Quantity eq '2'", 'incompatible types'],
  [`ActualsImportId eq '${guid(1)}'`, 'incompatible types'],
  ['DocumentDate eq 2026-10-02', 'incompatible types'],
  ["ProjectId eq 'P-1", 'Syntax error'],
  ["(ProjectId eq 'P-1'", 'Syntax error'],
])('the filter %s is refused', async (filter, reason) => {
  const refused = await query({ $filter: filter });
  expect(refused.status).toBe(400);
  expect(refused.reason).toContain(reason);
});

test('without cross-company only rows of the default company are found, even by a filter on the key', async () => {
  const found = await query({ $filter: `dataAreaId eq 'frrt' and ActualsImportId eq ${guid(9)}` });
  expect(found.json['value']).toEqual([]);
});

test('select, order, top and count do what they say', async () => {
  const answer = await query({
    $select: 'ProjectId,Quantity',
    $orderby: 'Quantity desc',
    $top: '2',
    $count: 'true',
  });
  expect(answer.text).toContain('"@odata.count":3');
  const rows = answer.json['value'] as Readonly<Record<string, unknown>>[];
  expect(rows.map((row) => Object.keys(row))).toEqual(
    Array(2).fill(['@odata.etag', 'ProjectId', 'Quantity']),
  );
  expect(rows.map((row) => row['ProjectId'])).toEqual(['P-2', 'P-1']);
  expect((await calls.call('GET', '/data/ProjActualsImports/$count')).text).toBe('3');
  expect((await query({ $select: 'Voucher' })).status).toBe(400);
  expect((await query({ $apply: 'x' })).status).toBe(400);
});

test('pages are as small as asked for, and next links lead through all rows once', async () => {
  const seen: string[] = [];
  let next: string | undefined =
    `${calls.sandbox.url}/data/ProjActualsImports?cross-company=true&$select=ProjectId&$top=3`;
  while (next !== undefined) {
    const response = await fetch(next, { headers: { Prefer: 'odata.maxpagesize=2' } });
    const page = (await response.json()) as { value: { ProjectId: string }[]; '@odata.nextLink'?: string };
    expect(page.value.length).toBeLessThanOrEqual(2);
    seen.push(...page.value.map((row) => row.ProjectId));
    next = page['@odata.nextLink'];
  }
  expect(seen).toEqual(['P-1', 'P-2', 'X-3']);
});

test('a page never holds more than 10,000 rows', async () => {
  const many = Array.from({ length: 10_001 }, (_, index) => ({ UnitSymbol: `u${index}` }));
  await calls.plant('UnitsOfMeasure', many);
  const answer = await calls.call('GET', '/data/UnitsOfMeasure?$count=true', undefined, {
    Prefer: 'odata.maxpagesize=50000',
  });
  expect(answer.json['value']).toHaveLength(10_000);
  expect(answer.json['@odata.nextLink']).toContain('skip=10000');
});

test('an address of more than 8 KB is refused, one just below is not', async () => {
  const start = '/data/ProjActualsImports?$filter=ProjectId%20eq%20%27';
  const address = (length: number) => `${start}${'x'.repeat(length - start.length - 3)}%27`;
  expect((await calls.call('GET', address(8192))).status).toBe(200);
  expect((await calls.call('GET', address(8193))).status).toBe(414);
});

test('$metadata tells types, keys and what may be edited', async () => {
  const { text } = await calls.call('GET', '/data/$metadata');
  const entity = /<EntityType Name="VendInvoiceExportV2">[^]*?<\/EntityType>/.exec(text)?.[0] ?? '';
  const property = (name: string) =>
    new RegExp(`<Property Name="${name}"[^]*?</Property>`).exec(entity)?.[0] ?? '';
  expect(entity).toContain('<PropertyRef Name="VendorInvoiceNum" />');
  expect(property('TransDate')).toContain('Type="Edm.DateTimeOffset" Nullable="false"');
  expect(property('TransDate')).toContain('AXType/Date<');
  expect(property('TransDate')).toContain('AllowEdit" Bool="false"');
  expect(property('ProjVendInvoiceStatus')).toContain(
    'Type="Microsoft.Dynamics.DataEntities.ProjVendInvoiceStatus"',
  );
  expect(property('ProjVendInvoiceStatus')).not.toContain('AllowEdit');
  expect(text).toContain(
    '<EntitySet Name="ProjectsV2" EntityType="Microsoft.Dynamics.DataEntities.ProjectV2" />',
  );
  expect(text).not.toContain('Modified');
});

test('the metadata service finds a public entity by its set and a data entity by its name', async () => {
  const byset = await calls.call(
    'GET',
    "/metadata/PublicEntities?$filter=EntitySetName eq 'ProjExpensesExport'",
  );
  expect(byset.json['value']).toMatchObject([{ Name: 'ProjExpenseExport', IsReadOnly: true }]);
  const byname = await calls.call('GET', "/metadata/DataEntities('ProjProjectV2Entity')");
  expect(byname.json).toMatchObject({ PublicCollectionName: 'ProjectsV2', DataServiceEnabled: true });
  const enumeration = await calls.call('GET', "/metadata/PublicEnumerations('NoYes')");
  expect(enumeration.json['Members']).toHaveLength(2);
});
