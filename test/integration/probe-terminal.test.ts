import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startDataverse } from '../../infra/local/dataverse/start-dataverse.ts';
import { startFinance } from '../../infra/local/finance/start-finance.ts';
import type { Report } from '../../shared/probe/report.ts';
import { acceptedSchema } from '../../shared/table-map/accepted.ts';
import { openProbedWorld, type ProbedWorld } from './probe-world.ts';

const script = fileURLToPath(new URL('../../scripts/probe.ts', import.meta.url));

let world: ProbedWorld;
let folder: string;
beforeAll(async () => {
  [world, folder] = await Promise.all([openProbedWorld(), mkdtemp(join(tmpdir(), 'probe-'))]);
});
afterEach(() => world.settle());
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

interface Typed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const companies = (code: string): string =>
  JSON.stringify([{ code, goLive: '2026-01-01', firstOpenPeriod: '2026-09-01' }]);
const inScope = { COMPANIES: companies('usmf') };

const environment = (settings: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  COLUMNS: '300',
  DATAVERSE_URL: world.dataverse.url,
  FINANCE_URL: world.finance.url,
  AUTHENTICATION: 'none',
  COMPANIES: companies('demf'),
  ...settings,
});

/** What a person sees who types a command; blanks and frames of tables are one blank. */
const probe = (typed: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Typed> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, ...typed],
      {
        cwd: folder,
        env: environment(settings),
      },
      (error, stdout, stderr) => {
        const plain = (text: string): string => text.replaceAll(/[\s│─┼├┤┌┐└┘┬┴]+/g, ' ');
        resolve({ code: Number(error?.code ?? 0), stdout: plain(stdout), stderr: plain(stderr) });
      },
    );
  });

describe('npm run probe', () => {
  it('only reads when no company is named, and writes a dated report for a person to review', async () => {
    const before = world.rows();
    const read = await probe(['--out', 'reading']);
    expect(read.code).toBe(1);
    expect(read.stdout).toContain('not settled data-events-fire No bus is configured');
    expect(read.stdout).toContain('as assumed skip-sync-column');
    expect(read.stdout).toMatch(/0 OTHERWISE, 1 not settled, \d+ as assumed/);
    expect(world.rows()).toEqual(before);

    const files = (await readdir(join(folder, 'reading'))).sort();
    expect(files).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d-]+Z\.json$/),
      expect.stringMatching(/\.maps\.accepted\.json$/),
      expect.stringMatching(/\.settings\.env$/),
    ]);
    const [report = '', accepted = '', settings = ''] = await Promise.all(
      files.map((file) => readFile(join(folder, 'reading', file), 'utf8')),
    );
    expect((JSON.parse(report) as Report).results.map(({ probe: name }) => name)).toContain('finance-sets');
    expect(settings).toBe('FINANCE_FILTER_CHARACTERS=2000\n');

    // Nobody has signed the entries yet: they fit the maps, and are refused as they are.
    const { lines } = JSON.parse(accepted) as { readonly lines: readonly Record<string, string>[] };
    expect(lines).toContainEqual({
      map: 'Project invoice proposals V2',
      line: 'set: ProjectInvoiceProposalsV2',
      by: '',
      on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
      seen: expect.stringContaining('ProjInvoiceProposalV2Entity is the set') as string,
    });
    expect(acceptedSchema.safeParse({ lines }).error?.issues[0]?.path).toEqual(['lines', 0, 'by']);
    expect(acceptedSchema.safeParse({ lines: lines.map((line) => ({ ...line, by: 'June' })) }).success).toBe(
      true,
    );
  });

  it('probes nothing where its report could not be written', async () => {
    await writeFile(join(folder, 'a file'), '');
    const { code, stdout, stderr } = await probe(['--out', 'a file/reports']);
    expect(code).toBe(2);
    expect(stderr).toContain('The folder of --out cannot be made: ENOTDIR');
    expect(stdout).toBe('');
  });

  it('sends nothing but GET when it only reads', async () => {
    const counts = [world.finance.url, world.dataverse.url].map((url) => `${url}/sandbox/counts`);
    for (const url of counts) await fetch(url, { method: 'DELETE' });
    await probe([]);
    const [finance, dataverse] = (await Promise.all(
      counts.map(async (url) => (await fetch(url)).json()),
    )) as [object, { readonly requests: object }];
    expect(Object.keys(finance)).toEqual(['GET']);
    expect(Object.keys(dataverse.requests)).toEqual(['GET']);
  });

  it('writes to the named company alone, and leaves only what it says', async () => {
    await world.turn('dataverse', { behaviour: { dualWriteColumns: 'refused', givesNumbers: true } });
    const before = world.rows();
    const { stdout, code } = await probe([
      '--write',
      '--company',
      'USMF',
      '--wait',
      '1',
      '--json',
      '--out',
      'writing',
    ]);
    expect(code).toBe(1);
    const report = JSON.parse(stdout) as Report;
    expect(report.wrote?.company).toBe('usmf');
    expect(report.review.settings).toMatchObject({ WRITE_BACK: 'custom' });
    expect(report.results.flatMap(({ remains }) => remains.map(({ what }) => what))).toEqual([
      `Finance ProjectInvoiceProposalsV2 usmf ${report.wrote?.mark ?? ''}`,
    ]);
    const after = world.rows();
    const proposals = 'ProjectInvoiceProposalsV2';
    expect(after[proposals]).toHaveLength((before[proposals]?.length ?? 0) + 1);
    expect({ ...after, [proposals]: [] }).toEqual({ ...before, [proposals]: [] });
  });

  it('prints with --dry-run what it would write, and does nothing more', async () => {
    const before = world.rows();
    const { stdout, code } = await probe(
      ['write-back', 'long-text', 'etag-mismatch', '--write', '--company', 'usmf', '--dry-run'],
      inScope,
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^This would be written, marked (PROBE-\S+): Finance: a project \1 in usmf, which it changes and deletes \[etag-mismatch, long-text\] Dataverse: a cost actual "\1"/,
    );
    expect(world.rows()).toEqual(before);
  });

  it('writes to a company of the sync only when somebody says that the app is stopped', async () => {
    const typed = ['etag-mismatch', '--write', '--company', 'usmf'];
    const refused = await probe(typed, inScope);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('usmf is in scope of the sync (COMPANIES)');
    expect((await probe([...typed, '--app-stopped'], inScope)).code).toBe(0);
  });

  it('ends with 0 when all that was asked is as assumed', async () => {
    expect((await probe(['finance-sets', 'etag-mismatch', '--write', '--company', 'usmf'])).code).toBe(0);
  });

  it.each([
    [['--write'], 'Where may it write? Name a test company: --write --company CODE.'],
    [['--company', 'usmf'], 'go with --write; without it nothing is written.'],
    [['--write', '--company', 'zzzz'], 'Dataverse knows no company "zzzz"'],
    [['write-back'], 'The probe "write-back" writes: add --write --company CODE.'],
    [['right-back'], 'There is no probe "right-back"; there are finance-sets,'],
    [['--wait', 'long'], '--wait must be seconds, such as 120.'],
    [['--force'], "Unknown option '--force'"],
  ])('refuses %j and writes nothing', async (typed, said) => {
    const before = world.rows();
    const { code, stderr, stdout } = await probe(typed);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
    expect(stdout).toBe('');
    expect(world.rows()).toEqual(before);
  });

  it('says which setting is missing', async () => {
    const { code, stderr } = await probe([], { FINANCE_URL: '' });
    expect(code).toBe(2);
    expect(stderr).toContain('FINANCE_URL: must be set');
  });

  it('says which environment is away, and which does not let it in', async () => {
    const [dataverse, finance] = await Promise.all([
      startDataverse({ token: 'x' }),
      startFinance({ token: 'x' }),
    ]);
    onTestFinished(async () => {
      await Promise.all([dataverse.stop(), finance.stop()]);
    });
    const away = await probe([], { FINANCE_URL: 'http://127.0.0.1:9' });
    expect(away.code).toBe(1);
    expect(away.stderr).toMatch(
      /^Finance \(FINANCE_URL=http:\/\/127\.0\.0\.1:9\) cannot be reached: .*ECONNREFUSED/,
    );
    const other = createServer((_request, answer) => answer.end('<html>Sign in</html>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const page = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const elsewhere = await probe([], { DATAVERSE_URL: page });
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.stderr.trim()).toBe(
      `Dataverse (DATAVERSE_URL=${page}) answers, and not in JSON: look whether this is its address.`,
    );
    for (const [settings, said] of [
      [{ DATAVERSE_URL: dataverse.url }, `Dataverse (DATAVERSE_URL=${dataverse.url}) answers 401:`],
      [{ FINANCE_URL: finance.url }, `Finance (FINANCE_URL=${finance.url}) answers 401:`],
    ] as const) {
      const { code, stderr } = await probe([], settings);
      expect(code).toBe(1);
      expect(stderr).toContain(said);
      expect(stderr).toContain('check the application registration');
    }
  });

  it('takes back what it wrote when it is stopped by hand, and settles nothing by that', async () => {
    await world.turn('dataverse', { behaviour: { approvesExpenses: false } });
    const before = world.rows();
    const child = spawn(
      process.execPath,
      [
        script,
        'expense-approval',
        'long-text',
        '--write',
        '--company',
        'usmf',
        '--wait',
        '60',
        '--out',
        'stopped',
      ],
      { cwd: folder, env: environment() },
    );
    await vi.waitUntil(() => world.dataverse.rows('msdyn_expense').length === 1, { timeout: 60_000 });
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(code).toBe(1);
    expect(world.rows()).toEqual(before);
    const [file = ''] = (await readdir(join(folder, 'stopped'))).sort();
    const { results } = JSON.parse(await readFile(join(folder, 'stopped', file), 'utf8')) as Report;
    expect(results.flatMap(({ findings }) => findings)).toContainEqual({
      assumption: 'expense-approved',
      verdict: 'not-settled',
      why: 'Stopped by hand.',
    });
  });

  it('lists the probes and what they settle', async () => {
    const { code, stdout } = await probe(['--list']);
    expect(code).toBe(0);
    expect(stdout).toContain('write-back writes write-back-columns: Our user may change voucher');
  });
});
