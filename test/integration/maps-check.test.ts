import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { localAcceptedFile } from '../../infra/local/environment.ts';
import type { DataverseSandbox } from '../../infra/local/dataverse/start-dataverse.ts';
import { startDataverse } from '../../infra/local/dataverse/start-dataverse.ts';
import { startFinance, type FinanceSandbox } from '../../infra/local/finance/start-finance.ts';
import { bind, dataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { masterData } from '../../infra/local/story/master-data.ts';
import { dataverseCounterpart } from '../../shared/dataverse/dataverse-counterpart.ts';
import { financeCounterpart } from '../../shared/finance/finance-counterpart.ts';
import { checkEnvironment } from '../../shared/map-check/check-environment.ts';
import type { CheckReport, Finding } from '../../shared/map-check/finding.ts';
import { loadInstalledMaps } from '../../shared/table-map/load-installed-maps.ts';
import type { TableMap } from '../../shared/table-map/table-map.ts';
import { setMode } from '../conformance/sandbox-switches.ts';
import { companies } from './sync-harness.ts';

const root = new URL('../../', import.meta.url);
const installed = await loadInstalledMaps(new URL('functions/', root), {
  writeBack: 'standard',
  sandbox: true,
  mapsAcceptedFile: localAcceptedFile,
});
const running = installed.all().filter((map) => installed.stopped(map) === undefined);

const actuals = 'Project Operations integration actuals';
const expenses = 'Project Operations integration project expenses export entity';
const categories = 'Project Operations integration project expense categories export entity';
const invoices = 'Project Operations integration project vendor invoice export entity V2';
const lines = 'Project Operations integration project vendor invoice line export entity';
const subcontracts = 'Project subcontract purchase order header';

let dataverse: DataverseSandbox;
let finance: FinanceSandbox;

const send = async (method: string, url: string, body: unknown): Promise<void> => {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
};
const dataverseSays = (...patches: readonly object[]) =>
  send('PUT', `${dataverse.url}/sandbox/metadata`, patches);
const financeSays = (...patches: readonly object[]) =>
  send('PUT', `${finance.url}/sandbox/metadata`, patches);

const check = (maps: readonly TableMap[] = running, scope = companies): Promise<CheckReport> => {
  const client = { credential: undefined, timeoutMs: 5_000 };
  return checkEnvironment({
    maps,
    companies: scope,
    dataverse: dataverseCounterpart({ url: dataverse.url, ...client }),
    finance: financeCounterpart({ url: finance.url, ...client }),
    today: '2026-11-28',
  });
};

/** `name of the map | column | stops`, to see that nothing else was found. */
const brief = ({ map, column, severity, stops }: Finding): string =>
  `${map ?? 'every map'} | ${column} | ${stops ? 'stops' : severity}`;

beforeAll(async () => {
  [dataverse, finance] = await Promise.all([startDataverse({ allowDualWriteColumns: true }), startFinance()]);
});
afterAll(() => Promise.all([dataverse.stop(), finance.stop()]));
beforeEach(() => Promise.all([dataverseSays(), financeSays()]));

describe('npm run maps -- check', () => {
  it('finds nothing in environments that fit', async () => {
    expect(running.length).toBeGreaterThan(20);
    expect((await check()).findings).toEqual([]);
  });

  it.each<[fault: string, patch: object, found: string, what: RegExp, remedy: RegExp]>([
    [
      'a column that is not there',
      { table: 'msdyn_project', column: 'msdyn_subject', remove: true },
      'Projects V2 | msdyn_project.msdyn_subject | stops',
      /has no column msdyn_subject/,
      /solution/,
    ],
    [
      'a table that is not there',
      { table: 'msdyn_transactionconnection', remove: true },
      'Integration entity for project transaction relationships | msdyn_transactionconnection | stops',
      /no table msdyn_transactionconnection/,
      /MAPS_OFF/,
    ],
    [
      'a column that cannot be set on create',
      { table: 'msdyn_expense', column: 'msdyn_quantity', set: { IsValidForCreate: false } },
      `${expenses} | msdyn_expense.msdyn_quantity | stops`,
      /cannot be set when a row is made/,
      /sent: 'update'/,
    ],
    [
      'a column that cannot be changed',
      { table: 'msdyn_actual', column: 'msdyn_vouchernumber', set: { IsValidForUpdate: false } },
      `${actuals} | msdyn_actual.msdyn_vouchernumber | stops`,
      /cannot be changed later/,
      /sent: 'create'/,
    ],
    [
      'a read-only column',
      {
        table: 'msdyn_expense',
        column: 'msdyn_externaldescription',
        set: { IsValidForCreate: false, IsValidForUpdate: false },
      },
      `${expenses} | msdyn_expense.msdyn_externaldescription | stops`,
      /is read-only/,
      /Take the pair out/,
    ],
    [
      'a column of another type',
      { table: 'msdyn_project', column: 'msdyn_description', set: { AttributeType: 'Integer' } },
      'Projects V2 | msdyn_project.msdyn_description | stops',
      /is Integer where the map takes it for text/,
      /type/,
    ],
    [
      'a date of another behaviour',
      {
        table: 'msdyn_expense',
        column: 'msdyn_transactiondate',
        set: { DateTimeBehavior: { Value: 'UserLocal' } },
      },
      `${expenses} | msdyn_expense.msdyn_transactiondate | stops`,
      /is UserLocal where the map takes it for time-zone-independent/,
      /type/,
    ],
    [
      'a look-up that points elsewhere',
      {
        table: 'msdyn_expense',
        column: 'msdyn_expensecategory',
        set: { Targets: ['msdyn_transactioncategory'] },
      },
      `${expenses} | msdyn_expense.msdyn_expensecategory | stops`,
      /points to msdyn_transactioncategory, not to msdyn_expensecategory/,
      /look-up/,
    ],
    [
      'a column that keeps fewer digits',
      { table: 'msdyn_expense', column: 'msdyn_amount', set: { Precision: 2 } },
      `${expenses} | msdyn_expense.msdyn_amount | warning`,
      /keeps 2 digits after the point; the map sends up to 4/,
      /scale: 2/,
    ],
    [
      'a required column that nothing fills',
      { table: 'msdyn_expense', column: 'msdyn_price', set: { RequiredLevel: { Value: 'SystemRequired' } } },
      `${expenses} | msdyn_expense.msdyn_price | stops`,
      /required by the system, and no pair fills it/,
      /constant/,
    ],
    [
      'an integration key whose index failed',
      {
        table: 'msdyn_projectvendorinvoiceline',
        key: 'msdyn_externalinvoicelinekey',
        set: { EntityKeyIndexStatus: 'Failed' },
      },
      `${lines} | msdyn_projectvendorinvoiceline (msdyn_externalinvoiceline) | warning`,
      /is not active \(Failed\)/,
      /activate the key/,
    ],
    [
      'an integration key that is not there',
      { table: 'msdyn_projectvendorinvoiceline', key: 'msdyn_externalinvoicelinekey', remove: true },
      `${lines} | msdyn_projectvendorinvoiceline (msdyn_externalinvoiceline) | warning`,
      /no alternate key over msdyn_externalinvoiceline/,
      /Add the alternate key/,
    ],
    [
      'an index that is not built yet of a key that a look-up is resolved by',
      { table: 'account', key: 'msdyn_accountkey', set: { EntityKeyIndexStatus: 'Pending' } },
      `${invoices} | account (accountnumber, msdyn_company) | warning`,
      /is not active \(Pending\)/,
      /system job/,
    ],
    [
      'change tracking that is off',
      { table: 'msdyn_projecttask', set: { ChangeTrackingEnabled: false } },
      'Project tasks | msdyn_projecttask | warning',
      /Change tracking of msdyn_projecttask is off/,
      /Track changes/,
    ],
    [
      'an option of a value map that is not offered',
      { table: 'msdyn_actual', column: 'msdyn_billingtype', withoutOptions: [192350002] },
      `${actuals} | msdyn_actual.msdyn_billingtype | stops`,
      /no option 192350002; it has 192350000 non chargeable/,
      /labels/,
    ],
    [
      'an option of a filter that is not offered',
      { table: 'salesorder', column: 'msdyn_ordertype', withoutOptions: [192350001] },
      'Project contract headers | salesorder.msdyn_ordertype | stops',
      /no option 192350001/,
      /values in the map/,
    ],
    [
      'an option that a map sets by itself and that is not offered',
      { table: 'msdyn_expense', column: 'msdyn_expensestatus', withoutOptions: [192350001] },
      `${expenses} | msdyn_expense.msdyn_expensestatus | stops`,
      /no option 192350001/,
      /values in the map/,
    ],
  ])('finds in Dataverse %s, and nothing else', async (_fault, patch, found, what, remedy) => {
    await dataverseSays(patch);
    const { findings } = await check();
    expect(findings.map(brief)).toEqual([found]);
    expect(findings[0]?.what).toMatch(what);
    expect(findings[0]?.remedy).toMatch(remedy);
  });

  it('finds a label that no option has any more', async () => {
    await dataverseSays({
      table: 'msdyn_projectvendorinvoice',
      column: 'statuscode',
      withoutOptions: [...Array(10).keys()].map((option) => 192350000 + option),
    });
    const { findings } = await check();
    expect(new Set(findings.map(brief))).toEqual(
      new Set([`${invoices} | msdyn_projectvendorinvoice.statuscode | stops`]),
    );
    expect(findings.map(({ what }) => what).join()).toContain('"In review"');
  });

  it('finds a text that is cut too late for its column', async () => {
    const cut = running.map((map) => ({
      ...map,
      fields: map.fields.map((field) =>
        map.name === categories && field.dataverse?.path === 'msdyn_name'
          ? { ...field, truncate: 100 }
          : field,
      ),
    }));
    expect((await check(cut)).findings).toEqual([]);
    await dataverseSays({ table: 'msdyn_expensecategory', column: 'msdyn_name', set: { MaxLength: 60 } });
    const { findings } = await check(cut);
    expect(findings.map(brief)).toEqual([`${categories} | msdyn_expensecategory.msdyn_name | error`]);
    expect(findings[0]?.what).toContain('takes 60 characters; the map sends up to 100');
    expect(findings[0]?.remedy).toContain('after 60 characters');
  });

  it.each<[fault: string, patch: object, found: string, what: RegExp, remedy: RegExp]>([
    [
      'a set that is not there',
      { set: 'ProjectTasks', is: 'absent' },
      'Project tasks | ProjectTasks | stops',
      /no entity set ProjectTasks/,
      /MAPS_OFF/,
    ],
    [
      'a set that takes no rows',
      { set: 'ProjectFundingSources', is: 'read-only' },
      'Project funding source | ProjectFundingSources | stops',
      /is read-only/,
      /native dual-write/,
    ],
    [
      'a property that is not there',
      { set: 'ProjectsV2', property: 'ActualEndDate', change: 'absent' },
      'Projects V2 | ProjectsV2.ActualEndDate | stops',
      /no property ActualEndDate/,
      /Take the pair out/,
    ],
    [
      'a property of another type',
      { set: 'ProjectsV2', property: 'ProjectedStartDate', change: { type: 'UtcDateTime' } },
      'Projects V2 | ProjectsV2.ProjectedStartDate | stops',
      /is UtcDateTime where the map takes it for date/,
      /type/,
    ],
    [
      'a property that cannot be set on create',
      { set: 'ProjectContractHeaders', property: 'Name', change: { allowEditOnCreate: false } },
      'Project contract headers | ProjectContractHeaders.Name | stops',
      /cannot be set when a row is made/,
      /sent: 'update'/,
    ],
    [
      'a property that cannot be changed',
      { set: 'ProjectsV2', property: 'Description', change: { allowEdit: false } },
      'Projects V2 | ProjectsV2.Description | stops',
      /cannot be changed later/,
      /sent: 'create'/,
    ],
    [
      'a mandatory property that nothing fills',
      { set: 'ProjectsV2', property: 'ProjectGroup', change: { required: true } },
      'Projects V2 | ProjectsV2.ProjectGroup | error',
      /is mandatory, and no pair fills it/,
      /number sequence/,
    ],
    [
      'another key',
      { set: 'ResourceCategoriesShared', key: ['RoleId', 'Description'] },
      'Project resource roles for all companies | ResourceCategoriesShared | stops',
      /key of ResourceCategoriesShared is Description, RoleId; the map takes it for RoleId/,
      /Correct the key/,
    ],
    [
      'a member of a value map that is not there',
      { enumeration: 'ProjStatus', without: ['Completed'] },
      'Projects V2 | ProjectsV2.ProjectStage | stops',
      /no member Completed; it has Created/,
      /values in the map/,
    ],
    [
      'a member of a posted predicate that is not there',
      { enumeration: 'ProjVendInvoiceStatus', without: ['Confirmed'] },
      `${invoices} | VendInvoiceExportsV2.ProjVendInvoiceStatus | stops`,
      /no member Confirmed/,
      /values in the map/,
    ],
    [
      'a set that a map only refers to and that is not there',
      { set: 'UnitsOfMeasure', is: 'absent' },
      `${actuals} | UnitsOfMeasure | stops`,
      /no entity set UnitsOfMeasure/,
      /data entities/,
    ],
  ])('finds in Finance %s, and nothing else', async (_fault, patch, found, what, remedy) => {
    await financeSays(patch);
    const { findings } = await check();
    expect(findings.map(brief)).toEqual([found]);
    expect(findings[0]?.what).toMatch(what);
    expect(findings[0]?.remedy).toMatch(remedy);
  });

  it('finds that Finance lacks the stage in which a closed project is made first', async () => {
    const projects = running.find(({ name }) => name === 'Projects V2');
    const { toFinance } = projects ?? {};
    if (projects === undefined || toFinance?.closes === undefined)
      throw new Error('Projects V2 closes nothing');
    const closes = { ...toFinance.closes, open: 'Paused' };
    const { findings } = await check([{ ...projects, toFinance: { ...toFinance, closes } }]);
    expect(findings.map(brief)).toEqual(['Projects V2 | ProjectsV2.ProjectStage | stops']);
    expect(findings[0]?.what).toMatch(/no member Paused; it has Created/);
  });

  it('lists what no interface tells, with the place where a person must look', async () => {
    const { unchecked } = await check();
    const texts = unchecked.map(({ what, look }) => `${what} ${look}`).join('\n');
    expect(texts).toMatch(/line property for every billing type.*parameters/);
    expect(texts).toMatch(/msdyn_subject → ProjectName \(200\).*Field lengths of ProjectsV2/);
  });
});

describe('npm run maps -- check, in the rows of both environments,', () => {
  it('finds a company in scope that one or both systems do not have', async () => {
    const scope = new Map(companies).set('usfm', {
      code: 'usfm',
      goLive: '2026-01-01',
      firstOpenPeriod: '2026-01-01',
    });
    const { findings } = await check(running, scope);
    expect(findings.map(brief)).toEqual([
      'every map | COMPANIES usfm | error',
      'every map | COMPANIES usfm | error',
    ]);
    expect(findings.map(({ what }) => what)).toEqual([
      'Dataverse has no company usfm (cdm_companies): no row can belong to it.',
      'Finance has no legal entity usfm.',
    ]);
  });

  it('finds a legal entity without a ledger', async () => {
    const [ledger] = finance.rows('Ledgers').filter((row) => row['LegalEntityId'] === 'frrt');
    const rows = `${finance.url}/sandbox/rows/Ledgers`;
    await send('PUT', rows, { rows: [], deletes: [{ LegalEntityId: 'frrt' }] });
    const { findings } = await check();
    await send('PUT', rows, [ledger]);
    expect(findings.map(brief)).toEqual(['every map | COMPANIES frrt | error']);
    expect(findings[0]?.what).toContain('has no ledger');
    expect(findings[0]?.remedy).toContain('Set up its ledger');
    expect((await check()).findings).toEqual([]);
  });

  it('finds a unit that only one of the two has', async () => {
    const june = dataverseUser(dataverse.url, 'June Low');
    const unit = await june.create('uom', { name: 'box', msdyn_symbol: 'box' });
    await send('PUT', `${finance.url}/sandbox/rows/UnitsOfMeasure`, [{ UnitSymbol: 'pal' }]);
    const { findings } = await check();
    await fetch(`${dataverse.url}/api/data/v9.2/uoms(${unit})`, { method: 'DELETE' });
    await send('PUT', `${finance.url}/sandbox/rows/UnitsOfMeasure`, {
      rows: [],
      deletes: [{ UnitSymbol: 'pal' }],
    });
    expect(findings.map(brief)).toEqual([
      `${actuals} | UnitsOfMeasure.UnitSymbol | warning`,
      `${lines} | uom.msdyn_symbol | warning`,
    ]);
    expect(findings.map(({ what }) => what)).toEqual([
      expect.stringContaining('lacks the unit box'),
      expect.stringContaining('lacks the unit pal'),
    ]);
    expect(findings[0]?.remedy).toContain('native map Units');
  });

  it('finds a currency of a contract that has no rate to that of its ledger', async () => {
    const june = dataverseUser(dataverse.url, 'June Low');
    const { company, customer } = await masterData(june);
    const yen = bind(
      'transactioncurrencies',
      await june.find('transactioncurrency', 'isocurrencycode', 'JPY'),
    );
    const contract = (code: 'usmf' | 'frrt') =>
      june.create('salesorder', {
        name: 'Bridge',
        msdyn_salesordernumber: `YEN-${code}`,
        msdyn_ordertype: 192350001,
        customerid_account: customer[code],
        msdyn_owningcompany: company[code],
        transactioncurrencyid: yen,
      });
    const contracts = [await contract('usmf'), await contract('frrt')];
    const { findings } = await check();
    for (const id of contracts)
      await fetch(`${dataverse.url}/api/data/v9.2/salesorders(${id})`, { method: 'DELETE' });
    expect(findings.map(brief)).toEqual(['Project contract headers | ExchangeRatesCDSEntity.Rate | warning']);
    expect(findings[0]?.what).toContain('No exchange rate from JPY to EUR, the accounting currency of frrt');
    expect(findings[0]?.remedy).toContain('Enter the rate');
  });

  it('leaves to a person what it may not read', async () => {
    const answer = await fetch(`${finance.url}/sandbox/mode`, {
      method: 'POST',
      body: JSON.stringify({ mode: 'failing', status: 403, sets: ['Ledgers'] }),
    });
    expect(answer.status).toBe(200);
    const { findings, unchecked } = await check();
    await fetch(`${finance.url}/sandbox/mode`, { method: 'POST', body: JSON.stringify({ mode: 'normal' }) });
    expect(findings).toEqual([]);
    expect(unchecked.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'Whether company usmf and its ledger are there.',
        'Whether company frrt and its ledger are there.',
      ]),
    );
  });

  it('finds a vendor without a language as soon as a subcontract names it, and a project out of scope', async () => {
    const june = dataverseUser(dataverse.url, 'June Low');
    const { company } = await masterData(june);
    await june.create('msdyn_subcontract', {
      msdyn_subcontractnumber: 'SC-1',
      msdyn_name: 'Welding crew',
      msdyn_vendor: bind('accounts', await june.find('account', 'accountnumber', 'V-1002')),
      msdyn_owningcompany: company.usmf,
    });
    await june.create('msdyn_project', { msdyn_subject: 'Berlin', msdyn_owningcompany: company.demf });
    const { findings } = await check();
    expect(findings.map(brief)).toEqual([
      'Projects V2 | COMPANIES demf | warning',
      `${subcontracts} | VendorsV2.LanguageId | warning`,
    ]);
    expect(findings[0]?.what).toContain('One project belongs to legal entity demf, which is not in scope');
    expect(findings[0]?.remedy).toContain('COMPANIES');
    expect(findings[1]?.what).toContain('Vendor V-1002 of usmf has no language');
    expect(findings[1]?.remedy).toContain('language');
  });
});

describe('The command npm run maps -- check', () => {
  const run = (words: readonly string[], settings: Readonly<Record<string, string>> = {}) =>
    new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
      const env = {
        ...process.env,
        DATAVERSE_URL: dataverse.url,
        FINANCE_URL: finance.url,
        AUTHENTICATION: 'none',
        COMPANIES: JSON.stringify([...companies.values()]),
        MAPS_ACCEPTED_FILE: localAcceptedFile,
        COLUMNS: '200',
        ...settings,
      };
      const options = { cwd: fileURLToPath(root), env, maxBuffer: 10_000_000 };
      const child = execFile(
        process.execPath,
        ['scripts/maps.ts', 'check', ...words],
        options,
        (_error, stdout, stderr) => {
          resolve({ code: child.exitCode ?? -1, stdout, stderr });
        },
      );
    });

  it('prints a table and ends with 1 where something does not fit', async () => {
    await financeSays({ set: 'ProjectsV2', property: 'ActualEndDate', change: 'absent' });
    const { code, stdout } = await run(['Projects V2']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/Projects V2 +│ stops +│ ProjectsV2 has no property ActualEndDate\./);
    expect(stdout).toContain('1 of the maps would not run');
    expect(stdout).toContain('Cannot be checked from here');
  });

  it('prints exact JSON and ends with 0 where everything fits', async () => {
    const { code, stdout } = await run(['Project tasks', '--json']);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as CheckReport;
    expect(report.findings).toEqual([]);
    expect(report.unchecked.map(({ map }) => map)).toContain('Project tasks');
  });

  it.each<[wrong: string, words: string[], settings: Record<string, string>, text: string]>([
    ['a setting is missing', [], { FINANCE_URL: '' }, 'FINANCE_URL: must be set'],
    ['a map does not exist', ['Projects V3'], {}, 'There is no table map "Projects V3".'],
    ['an option does not exist', ['--jsn'], {}, '--jsn'],
    ['a system is away', [], { FINANCE_URL: 'http://127.0.0.1:9' }, 'Finance cannot be asked'],
  ])('ends with 2 and says what is wrong where %s', async (_wrong, words, settings, text) => {
    const { code, stderr } = await run(words, settings);
    expect(stderr).toContain(text);
    expect(code).toBe(2);
  });

  it('ends with 2 and says no more than what is the matter where a system refuses everything', async () => {
    const failing = async (url: string, status: number): Promise<string> => {
      await setMode(url, { mode: 'failing', status });
      const { code, stdout, stderr } = await run([]);
      await setMode(url, { mode: 'normal' });
      expect([code, stdout]).toEqual([2, '']);
      return stderr;
    };
    const saying = (text: string): unknown => expect.stringMatching(new RegExp(`^${text}[^\n]*\n[^\n]+\n$`));
    expect(await failing(dataverse.url, 401)).toEqual(saying('Dataverse cannot be asked: '));
    expect(await failing(dataverse.url, 403)).toEqual(saying('Dataverse cannot be asked: '));
    // Whoever does not know us has not been looked at, even where its metadata is open to all.
    expect(await failing(finance.url, 401)).toEqual(saying('Finance cannot be asked: '));
    expect(await failing(dataverse.url, 404)).toEqual(
      saying('Dataverse cannot be asked: None of the \\d+ tables that the maps use is there'),
    );
  });

  it('ends with 2 where the address is that of something else', async () => {
    const other = createServer((_request, answer) => answer.end('<html>Sign in</html>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    for (const setting of ['DATAVERSE_URL', 'FINANCE_URL'])
      expect(await run(['Projects V2'], { [setting]: url })).toEqual({
        code: 2,
        stdout: '',
        stderr: `${setting === 'FINANCE_URL' ? 'Finance' : 'Dataverse'} cannot be asked: The answer is not JSON.\n`,
      });
  });
});
