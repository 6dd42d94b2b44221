import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localAcceptedFile } from '../../infra/local/environment.ts';
import { startDataverse, type DataverseSandbox } from '../../infra/local/dataverse/start-dataverse.ts';
import { startFinance, type FinanceSandbox } from '../../infra/local/finance/start-finance.ts';
import { readArguments } from '../../scripts/register/read-register-arguments.ts';
import { wantedEndpoint } from '../../shared/register/wanted-endpoint.ts';
import { schema } from '../../infra/local/dataverse/schema/schema.ts';
import type { Item } from '../../shared/register/checklist.ts';
import type { Difference } from '../../shared/register/difference.ts';

const script = fileURLToPath(new URL('../../scripts/register.ts', import.meta.url));
const broker = 'Endpoint=sb://127.0.0.1:5672;SharedAccessKeyName=local;UseDevelopmentEmulator=true';
const ours = 'project-operations-sync';

let dataverse: DataverseSandbox;
let finance: FinanceSandbox;
beforeAll(async () => {
  [dataverse, finance] = await Promise.all([startDataverse({ allowDualWriteColumns: true }), startFinance()]);
});
afterAll(() => Promise.all([dataverse.stop(), finance.stop()]));

interface Typed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const register = (
  typed: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Typed> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, ...typed],
      {
        env: {
          PATH: process.env['PATH'],
          DATAVERSE_URL: dataverse.url,
          FINANCE_URL: finance.url,
          AUTHENTICATION: 'none',
          MAPS_ACCEPTED_FILE: localAcceptedFile,
          COMPANIES: JSON.stringify([{ code: 'usmf', goLive: '2026-01-01', firstOpenPeriod: '2026-09-01' }]),
          REGISTER_SERVICE_BUS: `${broker};SharedAccessKey=first`,
          ...settings,
        },
      },
      (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), stdout, stderr });
      },
    );
  });

interface Report {
  readonly differences: readonly Difference[];
  readonly left: readonly Difference[];
  readonly checklist: readonly Item[];
}
const reportOf = ({ stdout }: Typed): Report => JSON.parse(stdout) as Report;

/** One request of an administrator. */
async function call(method: string, path: string, body?: unknown): Promise<string> {
  const answer = await fetch(`${dataverse.url}/api/data/v9.2/${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-sandbox-user': 'June Low' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
  return /\(([0-9a-f-]{36})\)$/.exec(answer.headers.get('odata-entityid') ?? '')?.[1] ?? '';
}

const steps = () => dataverse.rows('sdkmessageprocessingstep');
const stepNamed = (name: string) => steps().find((step) => step['name'] === name) ?? {};

/** A step of somebody else, on a table of ours. */
async function registerForeign(endpoint: string): Promise<string> {
  const of = (set: 'sdkmessage' | 'sdkmessagefilter', column: string, value: string) =>
    dataverse.rows(set).find((row) => row[column] === value) ?? {};
  const message = String(of('sdkmessage', 'name', 'Create')['sdkmessageid']);
  const filter = dataverse
    .rows('sdkmessagefilter')
    .find((row) => row['primaryobjecttypecode'] === 'msdyn_project' && row['sdkmessageid'] === message);
  return call('POST', 'sdkmessageprocessingsteps', {
    name: 'Their step',
    stage: 40,
    mode: 1,
    rank: 1,
    supporteddeployment: 0,
    'sdkmessageid@odata.bind': `/sdkmessages(${message})`,
    'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${String(filter?.['sdkmessagefilterid'])})`,
    'eventhandler_serviceendpoint@odata.bind': `/serviceendpoints(${endpoint})`,
  });
}

describe('npm run register', () => {
  it('shows first, then makes what is missing once, leaves what is foreign, and takes away all of ours', async () => {
    const theirs = await call('POST', 'serviceendpoints', {
      name: 'Their webhook',
      contract: 8,
      authtype: 4,
      url: 'https://example.com/hook',
      authvalue: 'theirs',
    });
    const foreign = await registerForeign(theirs);

    const dry = await register(['--dry-run']);
    expect(dry.code).toBe(1);
    expect(dry.stdout).toMatch(/create +│ step +│ project-operations-sync: Update of msdyn_project /);
    expect(dry.stdout).toMatch(/foreign +│ step +│ Their step/);
    expect(steps().map(({ name }) => name)).toEqual(['Their step']);

    const applied = await register(['--apply']);
    expect(applied.code).toBe(0);
    const made = steps();
    expect(made.length).toBeGreaterThan(50);
    expect(stepNamed(`${ours}: Update of msdyn_projecttask`)).toMatchObject({
      stage: 40,
      mode: 1,
      asyncautodelete: true,
      filteringattributes: expect.stringContaining('msdyn_subject') as string,
    });

    const again = reportOf(await register(['--apply', '--json']));
    expect(new Set(again.differences.map(({ action }) => action))).toEqual(new Set(['same', 'foreign']));
    expect(steps()).toEqual(made);

    const own = dataverse.rows('serviceendpoint').find(({ name }) => name === ours);
    const guest = await registerForeign(String(own?.['serviceendpointid']));
    const kept = await register(['--remove']);
    expect(kept.code).toBe(1);
    expect(kept.stdout).toContain('Steps that are not ours send to it: Their step.');
    expect(steps().map(({ name }) => name)).toEqual(['Their step', 'Their step']);
    await call('DELETE', `sdkmessageprocessingsteps(${guest})`);
    expect((await register(['--remove'])).code).toBe(0);
    expect(steps().map(({ name }) => name)).toEqual(['Their step']);
    expect(dataverse.rows('serviceendpoint').map(({ name }) => name)).toEqual(['Their webhook']);
    await call('DELETE', `sdkmessageprocessingsteps(${foreign})`);
    await call('DELETE', `serviceendpoints(${theirs})`);
  });

  it('says what must be given and writes nothing when it is called wrongly', async () => {
    const wrong = await register(['--apply', '--webhook', 'http://127.0.0.1/api?code=secret']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('leave ?code= out');
    expect(steps()).toEqual([]);

    for (const typed of [[], ['--apply', '--remove']])
      expect(() => readArguments(typed, {})).toThrow('Say one of --dry-run, --apply, --verify, --remove.');
    const endpoint = (given: string, webhook?: string) => () =>
      wantedEndpoint({ REGISTER_SERVICE_BUS: given }, webhook, false);
    expect(endpoint('')).toThrow('REGISTER_SERVICE_BUS must be set');
    expect(endpoint(`${broker};SharedAccessKey=k;EntityPath=other`)).toThrow('it is one of other');
    expect(endpoint('', 'http://contoso.com/api')).toThrow('must begin with https:');
    expect(endpoint('', 'https://contoso.com:8443/api')).toThrow('have no port');
  });
});

describe('npm run register -- --apply', () => {
  it('ends at the first write that is refused because of who asks, and says which privilege that user lacks', async () => {
    const lacks = (...privileges: readonly string[]) =>
      fetch(`${dataverse.url}/sandbox/behaviour`, {
        method: 'PATCH',
        body: JSON.stringify({ withoutPrivileges: privileges }),
      });
    await lacks('prvCreateserviceendpoint', 'prvCreatesdkmessageprocessingstep');
    const refused = await register(['--apply']);
    await lacks();
    expect(refused.code).toBe(1);
    expect(refused.stdout.match(/missing prvCreateserviceendpoint privilege/g)).toHaveLength(1);
    expect(refused.stdout).not.toContain('prvCreatesdkmessageprocessingstep');
    expect(steps()).toEqual([]);
  });
});

describe('npm run register -- --verify', () => {
  beforeAll(async () => {
    expect((await register(['--apply'])).code).toBe(0);
  });
  beforeEach(async () => {
    await Promise.all([
      fetch(`${dataverse.url}/sandbox/behaviour`, { method: 'DELETE' }),
      fetch(`${dataverse.url}/sandbox/metadata`, { method: 'PUT', body: '[]' }),
    ]);
  });

  it('finds nothing where all is done, and names what it cannot tell', async () => {
    const verified = await register(['--verify', '--json']);
    expect(verified.code).toBe(0);
    const { left, checklist } = reportOf(verified);
    expect(left).toEqual([]);
    expect(checklist.filter(({ state }) => state === 'unknown').map(({ does }) => does)).toContainEqual(
      expect.stringContaining('Throttling priority mapping'),
    );
  });

  it('finds each difference that was planted, and --apply puts it right', async () => {
    const path = (name: string): string =>
      `sdkmessageprocessingsteps(${String(stepNamed(name)['sdkmessageprocessingstepid'])})`;
    await call('PATCH', path(`${ours}: Update of msdyn_project`), { filteringattributes: 'msdyn_subject' });
    await call('PATCH', path(`${ours}: Update of invoice`), { filteringattributes: null });
    await call('PATCH', path(`${ours}: Create of invoice`), { statecode: 1 });
    await call('PATCH', path(`${ours}: Delete of salesorder`), { asyncautodelete: false });
    await call('DELETE', path(`${ours}: Create of msdyn_actual`));
    const endpoint = String(
      dataverse.rows('serviceendpoint').find(({ name }) => name === ours)?.['serviceendpointid'],
    );
    const stray = await registerForeign(endpoint);
    await call('PATCH', `sdkmessageprocessingsteps(${stray})`, { name: `${ours}: Create of msdyn_project` });

    const verified = await register(['--verify', '--json'], {
      REGISTER_SERVICE_BUS: `${broker};SharedAccessKey=rotated-key`,
    });
    expect(verified.code).toBe(1);
    const brief = ({ action, name, details }: Difference): string => `${action} ${name}: ${details.join()}`;
    expect(reportOf(verified).left.map(brief).sort()).toEqual([
      `change ${ours}: Create of invoice: It is switched off.`,
      `change ${ours}: Delete of salesorder: It keeps its jobs when they have succeeded.`,
      `change ${ours}: The key is another one than the last that was registered.`,
      `change ${ours}: Update of invoice: It has no filtering columns: every write would fire it, our own too.`,
      expect.stringMatching(/^change .*Update of msdyn_project: filtering columns that are missing: \w+/),
      `create ${ours}: Create of msdyn_actual: `,
      `remove ${ours}: Create of msdyn_project: It is there twice: every event would come twice.`,
    ]);
    expect(verified.stdout).not.toContain('rotated-key');

    expect((await register(['--apply'])).code).toBe(0);
    expect(reportOf(await register(['--verify', '--json'])).left).toEqual([]);
  });

  it('finds a missing privilege, column, key and change tracking, and a user that is not there', async () => {
    await fetch(`${dataverse.url}/sandbox/behaviour`, {
      method: 'PATCH',
      body: JSON.stringify({ withoutPrivileges: ['prvCreatemsdyn_expense', 'prvAppendTouom'] }),
    });
    await fetch(`${dataverse.url}/sandbox/metadata`, {
      method: 'PUT',
      body: JSON.stringify([
        { table: 'invoice', column: 'posync_invoicetaxamount', remove: true },
        { table: 'msdyn_project', set: { ChangeTrackingEnabled: false } },
        ...['msdyn_projectvendorinvoiceline'].flatMap((table) =>
          dataverseKeys(table).map((key) => ({ table, key, set: { EntityKeyIndexStatus: 'Pending' } })),
        ),
      ]),
    });
    const [verified, nobody] = await Promise.all([
      register(['--verify', '--json']),
      register(['--verify', '--json', '--application-id', '00000000-0000-4000-8000-0000000000ff']),
    ]);
    expect(verified.code).toBe(1);
    const { left, checklist } = reportOf(verified);
    expect(left.map(({ action, what, name }) => `${action} ${what} ${name}`)).toEqual([
      'create column invoice.posync_invoicetaxamount',
      'blocked tracking msdyn_project',
      'blocked key msdyn_projectvendorinvoiceline (msdyn_externalinvoiceline)',
    ]);
    const missing = checklist.filter(({ state }) => state === 'missing');
    expect(missing.map(({ id }) => id)).toEqual(['D2']);
    expect(missing[0]?.seen).toMatch(/lacks prvCreatemsdyn_expense, prvAppendTouom\.$/);

    expect(reportOf(nobody).checklist.find(({ does }) => does.startsWith('Add the app as'))).toMatchObject({
      state: 'missing',
      seen: expect.stringContaining('has no user of the application 00000000') as string,
    });
  });
});

/** Names of a table's alternate keys. */
const dataverseKeys = (name: string): readonly string[] =>
  (schema.byName.get(name)?.keys ?? []).map((key) => key.name);
