import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDataverse, type DataverseSandbox } from '../../infra/local/dataverse/start-dataverse.ts';
import { startFinance, type FinanceSandbox } from '../../infra/local/finance/start-finance.ts';
import { bind } from '../../infra/local/story/dataverse-user.ts';
import type { ImportReport } from '../../scripts/maps/import.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';
import {
  byDefault,
  field,
  mapping,
  record,
  runs,
  toDataverse,
  toFinance,
  valueMap,
} from '../unit/native-map-fixture.ts';
import { crossesToFinance } from './map-rows.ts';
import { openWorld } from './sync-harness.ts';
import { fresh, layGround } from './sync-rows.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let dataverse: DataverseSandbox;
let finance: FinanceSandbox;
const folders: string[] = [];
beforeAll(async () => {
  [dataverse, finance] = await Promise.all([startDataverse(), startFinance()]);
});
afterAll(async () => {
  await Promise.all([dataverse.stop(), finance.stop()]);
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

/** The command as a person calls it. */
async function maps(words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const env = {
    PATH: process.env['PATH'],
    AUTHENTICATION: 'none',
    DATAVERSE_URL: dataverse.url,
    FINANCE_URL: finance.url,
    COMPANIES: '[{"code":"usmf","goLive":"2026-01-01","firstOpenPeriod":"2026-09-01"}]',
    ...more,
  };
  try {
    const { stdout, stderr } = await run(process.execPath, ['scripts/maps.ts', ...words], { cwd: root, env });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}

/** An installation of its own: a copy of `functions/`, which `--out` writes to. */
async function installation(): Promise<{ readonly out: string; readonly file: (name: string) => string }> {
  const folder = await mkdtemp(join(tmpdir(), 'installation-'));
  folders.push(folder);
  await cp(join(root, 'functions'), join(folder, 'functions'), { recursive: true });
  await symlink(join(root, 'shared'), join(folder, 'shared'));
  return { out: join(folder, 'functions'), file: (name) => join(folder, 'functions', name) };
}

/** Exports in a folder, one file each. */
async function exported(...contents: readonly unknown[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'export-'));
  folders.push(folder);
  await Promise.all(
    contents.map((content, index) =>
      writeFile(
        join(folder, `${String(index)}.json`),
        typeof content === 'string' ? content : JSON.stringify(content),
      ),
    ),
  );
  return folder;
}

async function edit(path: string, ...changes: readonly (readonly [string, string])[]): Promise<void> {
  let text = await readFile(path, 'utf8');
  for (const [before, after] of changes) {
    if (!text.includes(before)) throw new Error(`${before} is not in the file`);
    text = text.replace(before, after);
  }
  await writeFile(path, text);
}

const reportOf = ({ stdout }: Ended): ImportReport => JSON.parse(stdout) as ImportReport;

async function create(set: string, values: unknown): Promise<void> {
  const answer = await fetch(`${dataverse.url}/api/data/v9.2/${set}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(values),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const header = 'Project subcontract purchase order header';
const headerFile = 'subcontract-purchase-order/subcontract-headers.imported.ts';
const lookup = (destinationLookupFieldRelatedEntity: string) => ({ destinationLookupFieldRelatedEntity });

const subcontracts = mapping(header, 'msdyn_subcontracts', [
  field(toFinance, 'PROJSUBCONTRACTNUMBER', 'msdyn_subcontractnumber'),
  field(toFinance, 'SUBCONNAME', 'msdyn_name'),
  field(toFinance, 'SUBCONDATE', 'msdyn_subcontractdate'),
  field(toFinance, 'SUBCONSTATE', 'statecode', valueMap({ active: '0', inactive: '1' })),
  field('2', 'SUBCONSTATUS', 'statuscode', valueMap({ draft: '1', confirmed: '192350000' })),
  field(toFinance, 'ORDERACCOUNT', 'msdyn_vendor.accountnumber', {
    ...lookup('accounts'),
    isSystemGenerated: true,
  }),
  field(toFinance, 'PROJID', 'msdyn_project.msdyn_projectnumber', lookup('msdyn_projects')),
  field(toFinance, 'ACCOUNTINGDATE', 'msdyn_nothing'),
]);

describe('npm run maps -- import --environment', () => {
  it("reads the running version and the types of its columns, and a change crosses by what the environment's map says", async () => {
    const parked = mapping(header, 'msdyn_subcontracts', [
      field(toFinance, 'SUBCONNAME', 'msdyn_subcontractnumber'),
    ]);
    await create('msdyn_dualwriteentitymaps', { ...record(subcontracts, '1.0.0.4') });
    await create('msdyn_dualwriteentitymaps', { ...record(parked, '9.9.9.9') });
    await create('msdyn_dualwriteruntimeconfigs', runs('msdyn_subcontracts', header, '1.0.0.4'));
    await create('msdyn_dualwriteentitymaps', record(mapping('Customers V3', 'accounts', []), '1.0.0.3'));
    await create(
      'msdyn_dualwriteentitymaps',
      record(mapping('Contoso rentals', 'contoso_rentals', []), '1.0.0.0'),
    );
    const { out, file } = await installation();

    const ended = await maps(['import', '--environment', '--out', out, '--json']);

    const report = reportOf(ended);
    expect(ended.code).toBe(1);
    expect(report.others).toMatchObject([
      { name: 'contoso_[accounts - Customers V3]', outcome: 'stays' },
      {
        name: 'contoso_[contoso_rentals - Contoso rentals]',
        outcome: 'unknown',
        why: expect.stringContaining('adding-a-table-map.md') as string,
      },
    ]);
    expect(report.maps).toMatchObject([
      { map: header, version: '1.0.0.4', why: 'runs there', parked: ['9.9.9.9'], written: true, problem: '' },
    ]);
    const outcomes = report.maps[0]?.differences.map(({ line, outcome }) => `${line} ${outcome}`);
    expect(outcomes).toEqual([
      '→ ProjSubContractNumber filled',
      '→ SubConName filled',
      '→ SubConDate filled',
      '→ SubConState filled',
      '→ SubConStatus filled',
      '→ OrderAccount filled',
      '→ ProjId filled',
      '→ AccountingDate not-carried',
      '→ dataAreaId open',
    ]);
    const text = await readFile(file(headerFile), 'utf8');
    expect(text).toContain("msdyn_subcontractdate: 'date-only'");
    expect(text).not.toContain('assumed');

    // The company is in no pair of a native map: a person says where it is, and the next import keeps that.
    await edit(
      file(headerFile),
      ['msdyn_subcontract: {', "msdyn_subcontract: { msdyn_owningcompany: { lookup: ['cdm_company'] },"],
      [
        'lines: [',
        "lines: [toFinance('msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'accepted', { note: 'seen' }),",
      ],
    );
    const again = reportOf(await maps(['import', '--environment', '--out', out, '--json']));
    expect(again.maps[0]).toMatchObject({
      byHand: ['column msdyn_owningcompany of msdyn_subcontract', '→ dataAreaId'],
      collisions: [],
      problem: '',
    });

    const imported = await loadTableMaps(pathToFileURL(`${out}/`), { writeBack: 'standard', sandbox: true });
    const map = imported.byName(header);
    expect(imported.stopped(map)).toBeUndefined();
    expect(map.version).toBe('1.0.0.4');
    expect(map.fields.map(({ evidence }) => evidence)).toEqual([
      ...Array<string>(7).fill('imported'),
      'accepted',
    ]);
    const world = await openWorld({ maps: () => imported });
    try {
      const ground = await layGround(world);
      const number = fresh('SC');
      const id = await world.june.create('msdyn_subcontract', {
        msdyn_subcontractnumber: number,
        msdyn_name: 'Welding crew',
        msdyn_subcontractdate: '2026-10-25',
        msdyn_vendor: bind('accounts', await world.june.find('account', 'accountnumber', 'V-1001')),
        msdyn_project: bind('msdyn_projects', ground.projectId),
        msdyn_owningcompany: world.master.company.usmf,
      });
      await crossesToFinance(
        world,
        header,
        id,
        { dataAreaId: 'usmf', ProjSubContractNumber: number },
        {
          SubConName: 'Welding crew',
          SubConDate: '2026-10-25',
          SubConState: 'Active',
          SubConStatus: 'Draft',
          OrderAccount: 'V-1001',
          ProjId: ground.project,
        },
      );
    } finally {
      await world.stop();
    }
  });

  it('finds out columns, properties, enum members and what filters name, on both sides', async () => {
    const milestones = 'Project Operations integration contract line milestones';
    await create(
      'msdyn_dualwriteentitymaps',
      record(
        mapping(
          milestones,
          'msdyn_contractlinescheduleofvalues',
          [
            field(toFinance, 'TRANSSTATUS', 'statuscode', valueMap({ noStatus: '1', invoiced: '2' })),
            field(toFinance, 'TOTALSALESAMOUNT', 'msdyn_amount'),
            field(toFinance, 'LEDGERTRANSACTIONDATE', 'createdon'),
          ],
          { reversedSourceFilter: 'statecode eq 0 and _ownerid_value ne null' },
        ),
        '1.0.0.7',
      ),
    );
    const { out } = await installation();
    const report = reportOf(await maps(['import', '--environment', '--out', out, '--json']));
    const differences = report.maps.find(({ map }) => map === milestones)?.differences ?? [];
    expect(differences.filter(({ pair }) => pair !== undefined)).toMatchObject([
      { line: '→ TransStatus', outcome: 'added', why: '' },
      { line: '→ TotalSalesAmount', outcome: 'added', why: '' },
      { line: '→ LedgerTransactionDate', outcome: 'added', why: '' },
    ]);
    const text = await readFile(
      join(out, 'setup-configuration/contract-line-milestones.imported.ts'),
      'utf8',
    );
    expect(text).toMatch(/TransStatus: \{\s*enum: \[\s*'NoStatus',\s*'Registered'/);
    for (const part of [
      "TotalSalesAmount: 'real'",
      "LedgerTransactionDate: 'date'",
      "createdon: 'user-local'",
      "statuscode: 'choice'",
      'values: { NoStatus: 1, Invoiced: 2 }',
    ])
      expect(text).toContain(part);
    // A look-up to users, a table that our metadata does not know.
    expect(differences.find(({ line }) => line === 'filter')).toMatchObject({
      outcome: 'not-carried',
      why: expect.stringContaining('ownerid') as string,
    });
  });

  it('says which setting is missing, and which system cannot be asked', async () => {
    const missing = await maps(['import', '--environment'], { DATAVERSE_URL: '' });
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('DATAVERSE_URL') as string });
    const away = await maps(['import', '--environment'], { DATAVERSE_URL: 'http://127.0.0.1:9' });
    expect(away).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Dataverse cannot be asked') as string,
    });
  });
});

describe('npm run maps -- import FOLDER', () => {
  const categories = 'Project transaction categories';
  const categoriesFile = 'setup-configuration/project-transaction-categories.imported.ts';
  const withName = (column: string, more: Readonly<Record<string, unknown>> = {}) =>
    mapping(
      categories,
      'msdyn_transactioncategories',
      [field(toFinance, 'CATEGORYID', 'msdyn_transactioncategorynumber'), field(toFinance, 'NAME', column)],
      more,
    );

  it('takes the version that runs out of parked ones, and writes nothing when it is only asked to show', async () => {
    const { out, file } = await installation();
    const folder = await exported(
      record(withName('contoso_parked'), '9.9.9.9', '2026-06-01T00:00:00Z'),
      { value: [record(withName('msdyn_name'), '1.0.0.0', '2025-02-10T00:00:00Z')] },
      [runs('msdyn_transactioncategories', categories, '1.0.0.0')],
    );
    const shown = await maps(['import', folder, '--out', out, '--dry-run']);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('runs there; not taken: 9.9.9.9');
    expect(shown.stdout).toContain('confirmed: CategoryId, Name');
    expect(shown.stdout).toContain('Nothing was written');
    await expect(readFile(file(categoriesFile))).rejects.toThrow('ENOENT');

    expect((await maps(['import', folder, '--out', out])).code).toBe(0);
    const imported = await loadTableMaps(pathToFileURL(`${out}/`), { writeBack: 'standard', sandbox: true });
    expect(imported.byName(categories).fields.map(({ evidence }) => evidence)).toEqual([
      'imported',
      'imported',
    ]);
  });

  it('keeps what was changed by hand, names what collides, and writes no file that would contradict itself', async () => {
    const { out, file } = await installation();
    const path = file(categoriesFile);
    const first = await exported(record(withName('msdyn_name'), '1.0.0.0'));
    const filtered = { reversedSourceFilter: 'statecode eq 0' };
    const changed = await exported(record(withName('contoso_name', filtered), '1.0.0.1'));
    await maps(['import', first, '--out', out]);
    await edit(path, [
      "toFinance('msdyn_name', 'Name', 'imported')",
      "toFinance('msdyn_name', 'Name', 'imported', { note: 'ours' })",
    ]);

    const again = reportOf(await maps(['import', first, '--out', out, '--json']));
    expect(again.maps[0]).toMatchObject({
      byHand: ['→ Name'],
      claimed: ['→ Name'],
      collisions: [],
      written: true,
    });
    expect(await readFile(path, 'utf8')).toContain("note: 'ours'");

    await edit(path, ["'imported', { note: 'ours' }", "'accepted', { note: 'ours' }"]);
    const accepted = await maps(['import', first, '--out', out, '--json']);
    expect(accepted.code).toBe(0);
    expect(reportOf(accepted).maps[0]).toMatchObject({ byHand: ['→ Name'], claimed: [] });

    const collided = await maps(['import', changed, '--out', out]);
    expect(collided.code).toBe(1);
    expect(collided.stdout).toContain('collides: → Name');
    expect(collided.stdout).toContain('contoso_name');
    const text = await readFile(path, 'utf8');
    expect(text).toContain("toFinance('msdyn_name', 'Name', 'accepted', { note: 'ours' })");
    expect(text).toContain("when.equals('statecode', 0)");
    expect(text).toContain("version: '1.0.0.1'");

    await edit(path, [
      "toFinance('msdyn_name', 'Name', 'accepted', { note: 'ours' })",
      "// why\n toFinance('msdyn_name', 'Name', 'imported')",
    ]);
    const commented = reportOf(await maps(['import', first, '--out', out, '--json']));
    expect(commented.maps[0]).toMatchObject({
      written: false,
      problem: expect.stringContaining('comments in line') as string,
    });
    expect(await readFile(path, 'utf8')).toContain('// why');

    await edit(
      path,
      ['// why\n', ''],
      [
        "toFinance('msdyn_transactioncategorynumber', 'CategoryId', 'imported')",
        "leaveOutToFinance('CategoryId', 'no')",
      ],
      ['({ toFinance', '({ leaveOutToFinance, toFinance'],
    );
    const broken = reportOf(await maps(['import', first, '--out', out, '--json']));
    expect(broken.maps[0]).toMatchObject({
      written: false,
      problem: expect.stringContaining('no field fills the key property CategoryId') as string,
    });

    await edit(path, ['lines: [', 'lines: [[']);
    const unreadable = reportOf(await maps(['import', first, '--out', out, '--json']));
    expect(unreadable.maps[0]?.problem).toContain('cannot be used');
  });

  it('names every file that holds no map, every version that cannot be told, and goes on with the others', async () => {
    const { out } = await installation();
    const folder = await exported(
      '{ "no',
      { some: 'thing' },
      '<ImportExportXml />',
      record(withName('msdyn_name'), '1.0.0.0'),
      record(mapping('Project tasks', 'msdyn_projecttasks', []), '1.0.0.4'),
      record(mapping('Project tasks', 'msdyn_projecttasks', []), '9.9.9.9'),
    );
    const ended = await maps(['import', folder, '--out', out, '--json']);
    const { maps: imported, others } = reportOf(ended);
    expect(ended.code).toBe(1);
    expect(imported).toMatchObject([{ map: categories, written: true }]);
    expect(others.map(({ outcome }) => outcome).sort()).toEqual([
      'unclear',
      'unreadable',
      'unreadable',
      'unreadable',
    ]);
    const text = (await maps(['import', folder, '--out', out])).stdout;
    for (const part of [
      'is not JSON',
      'neither a mapping',
      'no exported solution',
      '9.9.9.9',
      'Not imported',
    ])
      expect(text.replaceAll(/[│\s]+/g, ' ')).toContain(part);
  });

  it('carries everything that a record can hold, or lists it', async () => {
    const { out } = await installation();
    const expenses = 'Project Operations integration project expenses export entity';
    const fields = [
      field('1', 'QUANTITY', 'msdyn_quantity'),
      field(toDataverse, '[None]', 'msdyn_expensestatus', byDefault('192350001')),
      field(
        3,
        'BILLINGTYPE',
        'msdyn_billingtype',
        valueMap({ chargeable: '192350001' }, { createValuesOnDestination: true }),
      ),
      field(1, 'PROJID', 'msdyn_project.msdyn_projectnumber', {
        ...lookup('msdyn_projects'),
        isSystemGenerated: true,
      }),
      field(2, 'AMOUNT', 'msdyn_totalamount'),
      field(1, 'TAXAMOUNT', 'msdyn_salestaxamount', { valueTransforms: [{ transformType: 'Truncate' }] }),
      field(1, 'EXPTRANSNUMBER', 'contoso_external'),
      field(1, 'EXCHANGECODE', 'transactioncurrencyid.isocurrencycode', lookup('transactioncurrencies')),
    ];
    const folder = await exported(
      record(
        mapping(expenses, 'msdyn_expenses', fields, { sourceFilter: '((ProjId != "") && (Quantity > 0))' }),
        '1.0.0.5',
      ),
    );
    const { maps: imported } = reportOf(await maps(['import', folder, '--out', out, '--json']));
    const differences = imported[0]?.differences ?? [];
    const pairs = differences.filter(({ pair }) => pair !== undefined);
    expect(pairs.map(({ pair }) => pair)).toEqual(fields.map((_, index) => index));
    expect(pairs.map(({ outcome }) => outcome)).toEqual([
      'confirmed',
      'confirmed',
      'changed',
      'confirmed',
      'not-carried',
      'not-carried',
      'not-carried',
      'confirmed',
    ]);
    expect(pairs[2]?.why).toContain('createValuesOnDestination');
    expect(differences.find(({ line }) => line === 'posted')).toMatchObject({ outcome: 'not-carried' });
  });

  it.each([
    [['import'], 'Import what?'],
    [['import', '--environment', 'x.json'], 'Import what?'],
    [['import', 'nowhere.json'], 'nowhere.json is not there'],
    [['import', '--all'], '--all'],
    [['import', 'package.json', '--accepted', 'nowhere.json'], 'nowhere.json'],
  ])('ends with 2 and says what is wrong: %s', async (words, text) => {
    expect(await maps(words)).toMatchObject({ code: 2, stderr: expect.stringContaining(text) as string });
  });

  it('says of a folder without exports that it has none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'export-'));
    folders.push(folder);
    await mkdir(join(folder, 'more'));
    expect(await maps(['import', folder])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('holds no .json') as string,
    });
  });
});
