import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTopology } from '../../infra/local/broker/parse-topology.ts';
import { startBroker, type Broker } from '../../infra/local/broker/start-broker.ts';
import { startDataverse, type DataverseSandbox } from '../../infra/local/dataverse/start-dataverse.ts';
import { localAcceptedFile } from '../../infra/local/environment.ts';
import { startFinance, type FinanceSandbox } from '../../infra/local/finance/start-finance.ts';
import { startLedgerStore, type LedgerStore } from '../../infra/local/ledger-store/start-ledger-store.ts';
import { registerSteps } from '../../infra/local/register-steps.ts';
import { checkSignIn } from '../../shared/doctor/check-sign-in.ts';
import type { Diagnosis } from '../../shared/doctor/diagnosis.ts';
import { tableStorageLedger } from '../../shared/ledger/table-storage/table-storage-ledger.ts';
import { wantedEndpoint } from '../../shared/register/wanted-endpoint.ts';
import { loadInstalledMaps } from '../../shared/table-map/load-installed-maps.ts';

const script = fileURLToPath(new URL('../../scripts/doctor.ts', import.meta.url));
const topologyFile = new URL('../../shared/messaging/topology.json', import.meta.url);
const topology = parseTopology(JSON.parse(await readFile(topologyFile, 'utf8')));

let dataverse: DataverseSandbox;
let finance: FinanceSandbox;
let broker: Broker;
let ledgerStore: LedgerStore;
beforeAll(async () => {
  [dataverse, finance, broker, ledgerStore] = await Promise.all([
    startDataverse({ allowDualWriteColumns: true }),
    startFinance(),
    startBroker({ topology }),
    startLedgerStore(),
  ]);
  const maps = await loadInstalledMaps(new URL('../../functions/', import.meta.url), {
    writeBack: 'standard',
    sandbox: true,
    mapsAcceptedFile: localAcceptedFile,
  });
  await registerSteps(
    dataverse.url,
    maps,
    wantedEndpoint({ SERVICE_BUS: broker.connectionString }, undefined, true),
  );
  // As after the first start of the app.
  const ledger = tableStorageLedger(
    { connectionString: ledgerStore.connectionString },
    { clock: () => Date.now() },
  );
  await ledger.prepare();
  await ledger.putControl('map-check', '{}');
});
afterAll(() => Promise.all([dataverse.stop(), finance.stop(), broker.stop(), ledgerStore.stop()]));

/** Runs the command and reads what it found. */
const doctor = (
  settings: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly found: readonly Diagnosis[] }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, '--json'],
      {
        env: {
          PATH: process.env['PATH'],
          DATAVERSE_URL: dataverse.url,
          DATAVERSE_ORGANIZATION_IDS: dataverse.organizationId,
          FINANCE_URL: finance.url,
          SERVICE_BUS: broker.connectionString,
          LEDGER: ledgerStore.connectionString,
          AUTHENTICATION: 'none',
          MAPS_ACCEPTED_FILE: localAcceptedFile,
          COMPANIES: JSON.stringify([{ code: 'usmf', goLive: '2026-01-01', firstOpenPeriod: '2026-09-01' }]),
          ...settings,
        },
      },
      (error, stdout) => {
        resolve({ code: Number(error?.code ?? 0), found: JSON.parse(stdout) as Diagnosis[] });
      },
    );
  });

const wrong = (found: readonly Diagnosis[]): readonly string[] =>
  found.filter(({ state }) => state === 'wrong').map(({ about, what }) => `${about}: ${what}`);

const post = async (url: string, method: string, body: unknown): Promise<void> => {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', 'x-sandbox-user': 'June Low' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`);
};

describe('npm run doctor', () => {
  it('finds nothing wrong where all is well, and has looked at everything', async () => {
    const { code, found } = await doctor();
    expect(wrong(found)).toEqual([]);
    expect(code).toBe(0);
    expect(found).toContainEqual(
      expect.objectContaining({
        about: 'sign-in',
        state: 'unknown',
        remedy: 'Set SUPPORT_URL to its address.',
      }),
    );
    const abouts = ['settings', 'versions', 'maps', 'identity', 'Dataverse', 'organisation', 'clock'];
    const more = ['privileges', 'Finance', 'Service Bus', 'ledger', 'steps', 'native twins'];
    expect(new Set(found.filter(({ state }) => state === 'ok').map(({ about }) => about))).toEqual(
      new Set([...abouts, ...more]),
    );
  });

  it('names every wrong setting, and still looks at what it can', async () => {
    const { code, found } = await doctor({
      DATAVERSE_ORGANIZATION_IDS: 'contoso',
      LEDGER: '',
      RETRY_SECONDS: 'soon',
    });
    expect(code).toBe(1);
    expect(wrong(found)).toEqual([
      expect.stringContaining('settings: DATAVERSE_ORGANIZATION_IDS'),
      'settings: RETRY_SECONDS: must be seconds separated by commas, such as 5,15,60',
    ]);
    expect(found).toContainEqual(expect.objectContaining({ about: 'steps', state: 'ok' }));
    expect(found).toContainEqual(expect.objectContaining({ about: 'ledger', state: 'unknown' }));
  });

  it('says of an address that is no functions app, or where nobody answers, that the sign-in was not seen', async () => {
    expect(await checkSignIn(`${dataverse.url}/`, 30_000)).toEqual([
      expect.objectContaining({ state: 'unknown', what: expect.stringContaining('answers 404') as string }),
    ]);
    expect(await checkSignIn('http://127.0.0.1:1', 30_000)).toEqual([
      expect.objectContaining({ state: 'wrong', what: 'http://127.0.0.1:1 does not answer.' }),
    ]);
  });

  it('finds each fault that was planted, with its remedy', async () => {
    const lacking = await startBroker({
      topology: {
        ...topology,
        topics: topology.topics.filter(({ name }) => name !== 'changes-expense'),
      },
    });
    await post(`${dataverse.url}/sandbox/behaviour`, 'PATCH', {
      withoutPrivileges: ['prvWritemsdyn_actual'],
    });
    await post(`${dataverse.url}/api/data/v9.2/msdyn_dualwriteruntimeconfigs`, 'POST', {
      msdyn_unsecure: JSON.stringify({
        SourceEntityName: 'msdyn_projects',
        DestinationEntityName: 'Projects V2',
        EntityMapVersion: { Major: 1, Minor: 0, Build: 0, Revision: 3 },
      }),
    });
    const [step] = dataverse.rows('sdkmessageprocessingstep');
    await post(
      `${dataverse.url}/api/data/v9.2/sdkmessageprocessingsteps(${String(step?.['sdkmessageprocessingstepid'])})`,
      'PATCH',
      { statecode: 1 },
    );
    const { code, found } = await doctor({
      DATAVERSE_ORGANIZATION_IDS: '00000000-0000-4000-8000-0000000000ff',
      SERVICE_BUS: lacking.connectionString,
      LEDGER: ledgerStore.connectionString.replace(
        /TableEndpoint=[^;]+/,
        'TableEndpoint=http://127.0.0.1:9/x',
      ),
      SUPPORT_FINANCE_FORMS: '{"Projects V3":"ProjTable"}',
    });
    await lacking.stop();
    expect(code).toBe(1);
    expect(
      wrong(found)
        .map((text) => text.replace(/[0-9a-f-]{36}/g, 'ID'))
        .sort(),
    ).toEqual([
      expect.stringMatching(/^Service Bus: Subscription sync of topic changes-expense is not there\./),
      expect.stringContaining('ledger: '),
      expect.stringMatching(/^native twins: Projects V2.*runs too/),
      'organisation: DATAVERSE_URL leads to organisation ID, DATAVERSE_ORGANIZATION_IDS names ID: all its events are refused.',
      expect.stringMatching(/^privileges: The user lacks prvWritemsdyn_actual/),
      expect.stringMatching(/^settings: SUPPORT_FINANCE_FORMS: there is no table map "Projects V3"/),
      expect.stringMatching(/^steps: The endpoint writes to 127\.0\.0\.1:\d+, the app reads from/),
      expect.stringMatching(/^steps: .*\(change\)\. It is switched off\.$/),
    ]);
    expect(found.filter(({ state, remedy }) => state === 'wrong' && remedy === undefined)).toEqual([]);
  });
});
