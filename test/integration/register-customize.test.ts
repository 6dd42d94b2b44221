import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDataverse, type DataverseSandbox } from '../../infra/local/dataverse/start-dataverse.ts';
import { startFinance, type FinanceSandbox } from '../../infra/local/finance/start-finance.ts';
import { localAcceptedFile } from '../../infra/local/environment.ts';
import { runRegister } from '../../scripts/register/run-register.ts';
import type { Difference } from '../../shared/register/difference.ts';

const role = 'project-operations-sync: application user';

let dataverse: DataverseSandbox;
let finance: FinanceSandbox;
beforeEach(async () => {
  [dataverse, finance] = await Promise.all([
    startDataverse({ allowDualWriteColumns: true, bare: true }),
    startFinance(),
  ]);
  const settings = {
    DATAVERSE_URL: dataverse.url,
    FINANCE_URL: finance.url,
    AUTHENTICATION: 'none',
    MAPS_ACCEPTED_FILE: localAcceptedFile,
    COMPANIES: JSON.stringify([{ code: 'usmf', goLive: '2026-01-01', firstOpenPeriod: '2026-09-01' }]),
    REGISTER_SERVICE_BUS:
      'Endpoint=sb://127.0.0.1:5672;SharedAccessKeyName=local;UseDevelopmentEmulator=true;SharedAccessKey=k',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());
afterEach(() => Promise.all([dataverse.stop(), finance.stop()]));

interface Typed {
  readonly code: number;
  readonly stdout: string;
}

/** The command in this process: `register.test.ts` runs it as a process of its own. */
async function register(...typed: readonly string[]): Promise<Typed> {
  const printed: string[] = [];
  const code = await runRegister(typed, {
    print: (text) => printed.push(text),
    complain: (text) => printed.push(text),
  });
  return { code, stdout: printed.join('\n') };
}

interface Report {
  readonly differences: readonly Difference[];
  readonly left: readonly Difference[];
}
const reportOf = ({ stdout }: Typed): Report => JSON.parse(stdout) as Report;
const brief = ({ action, what, name }: Difference): string => `${action} ${what} ${name}`;

/** One request of the application user, or of somebody else. */
async function call(
  method: string,
  path: string,
  body?: unknown,
  user = 'June Low',
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const answer = await fetch(`${dataverse.url}/api/data/v9.2/${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(user === '' ? {} : { 'x-sandbox-user': user }),
      ...(method === 'PUT' ? { 'mscrm.mergelabels': 'true' } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}
const codeOf = ({ body }: { readonly body: Record<string, unknown> }): unknown =>
  (body['error'] as { readonly code?: string } | undefined)?.code;

/** Client id of the application user, who is known once he has asked for something. */
async function applicationId(): Promise<string> {
  await call('GET', 'WhoAmI', undefined, '');
  const user = dataverse.rows('systemuser').find(({ fullname }) => fullname === 'application user');
  return String(user?.['applicationid']);
}

const definition = (table: string, query: string): Promise<{ readonly body: Record<string, unknown> }> =>
  call('GET', `EntityDefinitions(LogicalName='${table}')${query}`);
const behave = (changes: unknown): Promise<Response> =>
  fetch(`${dataverse.url}/sandbox/behaviour`, { method: 'PATCH', body: JSON.stringify(changes) });

describe('npm run register in an environment that has nothing of ours', () => {
  it('makes columns, key, tracking and a role that suffices, once, and takes away all but tracking', async () => {
    const id = await applicationId();
    const dry = reportOf(await register('--dry-run', '--json', '--application-id', id));
    expect(dry.left.map(brief)).toEqual(
      expect.arrayContaining([
        'create column invoice.posync_customerinvoicenumber',
        'create column invoice.posync_invoicetaxamount',
        'create key msdyn_projectvendorinvoiceline (msdyn_externalinvoiceline)',
        'blocked tracking msdyn_project',
        `create role ${role}`,
        `create user application ${id}`,
      ]),
    );
    expect(dataverse.rows('role')).toEqual([]);

    const withoutTracking = await register('--apply', '--application-id', id);
    expect(withoutTracking.code).toBe(1);
    expect(withoutTracking.stdout).toContain('say --enable-change-tracking');
    expect((await definition('msdyn_project', '')).body['ChangeTrackingEnabled']).toBe(false);

    const applied = await register('--apply', '--application-id', id, '--enable-change-tracking');
    expect(applied.stdout).not.toContain('Afterwards');
    expect(applied.code).toBe(0);
    expect((await definition('msdyn_project', '')).body['ChangeTrackingEnabled']).toBe(true);
    expect((await definition('msdyn_projectvendorinvoiceline', '/Keys')).body['value']).toMatchObject([
      { LogicalName: 'posync_key_msdyn_externalinvoiceline', EntityKeyIndexStatus: 'Active' },
    ]);
    const roles = dataverse.rows('role');
    const again = reportOf(await register('--apply', '--application-id', id, '--json'));
    expect(new Set(again.differences.map(({ action }) => action))).toEqual(new Set(['same']));
    expect(dataverse.rows('role')).toEqual(roles);

    // By its role alone the app reads and writes what maps touch, and nothing else.
    await behave({ rolesDecide: true });
    expect((await call('GET', 'msdyn_projects?$select=msdyn_subject', undefined, '')).status).toBe(200);
    expect((await call('POST', 'msdyn_expenses', { msdyn_name: 'x' }, '')).status).not.toBe(403);
    expect((await call('POST', 'msdyn_projects', { msdyn_subject: 'x' }, '')).status).toBe(403);
    await behave({ rolesDecide: false });

    const invoice = await call('POST', 'invoices', { name: 'I-1', posync_customerinvoicenumber: 'CIV-1' });
    expect(invoice.status).toBe(204);
    const kept = await register('--remove');
    expect(kept.code).toBe(1);
    expect(kept.stdout).toContain('say --drop-data');
    expect(dataverse.rows('invoice')[0]).toMatchObject({ posync_customerinvoicenumber: 'CIV-1' });
    expect(dataverse.rows('invoice')[0]).not.toHaveProperty('posync_invoicetaxamount');
    const removed = await register('--remove', '--drop-data');
    expect(removed.stdout).toContain('Change tracking stays on');
    expect(removed.code).toBe(0);
    expect(dataverse.rows('role')).toEqual([]);
    expect(dataverse.rows('invoice')[0]).not.toHaveProperty('posync_customerinvoicenumber');
    expect((await definition('msdyn_projectvendorinvoiceline', '/Keys')).body['value']).toEqual([]);
    expect((await definition('msdyn_project', '')).body['ChangeTrackingEnabled']).toBe(true);
  }, 240_000);

  it('leaves alone what others made, and keeps what another installation needs', async () => {
    const column = {
      '@odata.type': 'Microsoft.Dynamics.CRM.StringAttributeMetadata',
      SchemaName: 'posync_customerinvoicenumber',
      DisplayName: { LocalizedLabels: [{ Label: 'Invoice', LanguageCode: 1033 }] },
      RequiredLevel: { Value: 'None' },
      MaxLength: 60,
      FormatName: { Value: 'Text' },
    };
    expect((await call('POST', "EntityDefinitions(LogicalName='invoice')/Attributes", column)).status).toBe(
      204,
    );
    const other = await register('--apply', '--enable-change-tracking', '--name', 'their-sync');
    expect(other.code).toBe(0);
    expect((await register('--apply')).code).toBe(0);
    const kept = reportOf(await register('--remove', '--json')).differences;
    expect(kept.filter(({ action }) => action === 'foreign').map(brief)).toEqual([
      'foreign key msdyn_projectvendorinvoiceline (msdyn_externalinvoiceline)',
      'foreign column invoice.posync_invoicetaxamount',
    ]);
    expect(dataverse.rows('role').map(({ name }) => name)).toEqual(['their-sync: application user']);
    expect((await register('--remove', '--name', 'their-sync')).code).toBe(0);
    const columns = (await definition('invoice', '/Attributes?$select=LogicalName')).body['value'];
    const names = (columns as readonly { readonly LogicalName: string }[]).map((each) => each.LogicalName);
    expect(names.filter((name) => name.startsWith('posync_'))).toEqual(['posync_customerinvoicenumber']);
  }, 240_000);

  it('says which rows stand against a key, and builds it again once they are gone', async () => {
    const lines = await Promise.all(
      [1, 2].map(() => call('POST', 'msdyn_projectvendorinvoicelines', { msdyn_externalinvoiceline: 'L-1' })),
    );
    expect(lines.map(({ status }) => status)).toEqual([204, 204]);
    const failed = reportOf(await register('--apply', '--enable-change-tracking', '--json'));
    expect(failed.left.map(brief)).toEqual([
      'change key msdyn_projectvendorinvoiceline (msdyn_externalinvoiceline)',
    ]);
    expect(failed.left[0]?.details[0]).toContain('two rows of msdyn_projectvendorinvoiceline have the same');
    const [one] = dataverse.rows('msdyn_projectvendorinvoiceline');
    await call(
      'DELETE',
      `msdyn_projectvendorinvoicelines(${String(one?.['msdyn_projectvendorinvoicelineid'])})`,
    );
    expect((await register('--apply')).code).toBe(0);
    const double = await call('POST', 'msdyn_projectvendorinvoicelines', {
      msdyn_externalinvoiceline: 'L-1',
    });
    expect(double.status).toBe(412);
  }, 240_000);

  it('writes and takes away endpoint and steps alone where it is told so', async () => {
    const steps = await register('--apply', '--steps-only');
    expect(steps.code).toBe(1);
    expect(dataverse.rows('role')).toEqual([]);
    expect(dataverse.rows('sdkmessageprocessingstep').length).toBeGreaterThan(50);
    expect(await register('--apply', '--drop-data')).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('--drop-data goes with --remove') as string,
    });
    expect((await register('--apply', '--enable-change-tracking')).code).toBe(0);
    expect((await register('--remove', '--steps-only')).code).toBe(0);
    expect(dataverse.rows('sdkmessageprocessingstep')).toEqual([]);
    expect(dataverse.rows('role').map(({ name }) => name)).toEqual([role]);
  }, 30_000);
});

describe('the Dataverse sandbox', () => {
  const keys = "EntityDefinitions(LogicalName='msdyn_project')/Keys";
  const key = (name: string, ...columns: readonly string[]): unknown => ({
    SchemaName: name,
    DisplayName: { LocalizedLabels: [{ Label: name, LanguageCode: 1033 }] },
    KeyAttributes: columns,
  });

  it('refuses keys that the platform refuses', async () => {
    expect(codeOf(await call('POST', keys, key('posync_a', 'msdyn_nosuch')))).toBe('0x80060888');
    const memo = await call('POST', keys, key('posync_b', 'msdyn_description'));
    expect(memo.status).toBe(400);
    expect((await call('POST', keys, key('noprefix', 'msdyn_subject'))).status).toBe(400);
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => call('POST', keys, key(`posync_k${index}`, 'msdyn_finish'))),
    );
    expect(codeOf(await call('POST', keys, key('posync_k1', 'msdyn_finish')))).toBe('0x80060893');
    const eleventh = await call('POST', keys, key('posync_k11', 'msdyn_finish'));
    expect(JSON.stringify(eleventh.body)).toContain('can have no more');
  });

  it('refuses a key whose index is not built, and part of a definition', async () => {
    await behave({ keyIndexMs: 3_600_000 });
    await call('POST', keys, key('posync_late', 'msdyn_subject'));
    expect(codeOf(await call('GET', "msdyn_projects(msdyn_subject='x')"))).toBe('0x80060890');
    const part = await call('PUT', "EntityDefinitions(LogicalName='msdyn_project')", {
      ChangeTrackingEnabled: true,
    });
    expect(part.status).toBe(400);
    const patch = await call('PATCH', "EntityDefinitions(LogicalName='msdyn_project')", {
      ChangeTrackingEnabled: true,
    });
    expect(patch.status).toBe(405);
  });
});
