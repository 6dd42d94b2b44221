import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildDist, type Dist } from '../../scripts/build/build-dist.ts';

interface Registered {
  readonly name: string;
  readonly bindings: readonly Readonly<Record<string, unknown>>[];
}

const run = promisify(execFile);
const root = new URL('../../', import.meta.url);

/** The settings that must be given; where they lead is never called here. */
const settings = {
  DATAVERSE_URL: 'https://example.crm.dynamics.com',
  DATAVERSE_ORGANIZATION_IDS: '00000000-0000-4000-8000-000000000003',
  FINANCE_URL: 'https://example.operations.dynamics.com',
  COMPANIES: '[{"code":"usmf","goLive":"2026-01-01","firstOpenPeriod":"2026-06-01"}]',
  SERVICE_BUS__fullyQualifiedNamespace: 'example.servicebus.windows.net',
  LEDGER__tableServiceUri: 'https://example.table.core.windows.net/',
};

let folder: string;
let dist: Dist;

beforeAll(async () => {
  // Outside of the project: no package is found from there.
  folder = await mkdtemp(join(tmpdir(), 'dist-'));
  dist = await buildDist(pathToFileURL(`${folder}/dist/`));
  await cp(fileURLToPath(new URL('fixtures/worker-contract.mjs', import.meta.url)), `${folder}/worker.mjs`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What an app registers in a process that knows the worker's contract and nothing else. */
async function registered(
  entry: string,
  environment: Record<string, string>,
): Promise<readonly Registered[]> {
  const { stdout } = await run(process.execPath, [`${folder}/worker.mjs`, entry], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment },
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Registered[];
}

it('is smaller than 5 MB, with console and table maps', async () => {
  const entries = await readdir(`${folder}/dist`, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((file) => join(file.parentPath, file.name));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(5_000_000);
  expect(files).toEqual(
    expect.arrayContaining(
      [
        'host.json',
        'package.json',
        'console/index.json',
        'functions/setup-configuration/projects-v2.map.js',
      ].map((file) => join(folder, 'dist', file)),
    ),
  );
});

const packageOf = (input: string): string | undefined =>
  /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];

it('registers its functions before it loads the clients of the systems', () => {
  const atStart = [...new Set(dist.inputsAtStart.flatMap((input) => packageOf(input) ?? []))];
  expect(dist.inputsAtStart).toEqual(expect.arrayContaining(['functions/index.ts', 'functions/runtime.ts']));
  expect(atStart).toContain('node_modules/@azure/functions');
  expect(atStart.filter((name) => /@azure\/(?!functions)|rhea|fast-xml-parser/.test(name))).toEqual([]);
});

it('holds nothing that only developers need', async () => {
  const lock = JSON.parse(await readFile(new URL('package-lock.json', root), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  const packages = new Set(dist.inputs.flatMap((input) => packageOf(input) ?? []));
  expect(packages).toContain('node_modules/zod');
  expect([...packages].filter((name) => lock.packages[name]?.dev === true)).toEqual([]);
  const own = dist.inputs.filter((input) => /^\w+\//.test(input) && !input.startsWith('node_modules/'));
  expect(own).toContain('functions/index.ts');
  expect(own.filter((input) => !/^(functions|shared)\//.test(input))).toEqual([]);
  expect(own.filter((input) => /^shared\/(probe|assumptions)\/|console\/web\//.test(input))).toEqual([]);
});

it('loads with the contract of the worker alone, and registers what functions/index.ts does', async () => {
  const bundled = await registered(`${folder}/dist/functions/index.js`, settings);
  const sources = await registered(fileURLToPath(new URL('functions/index.ts', root)), settings);
  expect(bundled).toEqual(sources);
  expect(bundled).toContainEqual({
    name: 'estimates-actuals',
    bindings: [
      expect.objectContaining({
        type: 'serviceBusTrigger',
        topicName: 'changes-estimates-actuals',
        subscriptionName: 'sync',
        connection: 'SERVICE_BUS',
      }),
    ],
  });
  expect(bundled.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['dataverse-webhook', 'finance-events', 'reconcile', 'support-replay', 'console']),
  );
});

it('refuses to start without a setting, and names it', async () => {
  const { FINANCE_URL: _, ...others } = settings;
  await expect(registered(`${folder}/dist/functions/index.js`, others)).rejects.toThrow(
    'FINANCE_URL: must be set',
  );
});

it('opens its runtime with an identity and with telemetry, neither of which is there, and serves the console', async () => {
  const { script } = JSON.parse(await readFile(`${folder}/dist/console/index.json`, 'utf8')) as {
    readonly script: string;
  };
  const { stdout } = await run(
    process.execPath,
    [`${folder}/worker.mjs`, `${folder}/dist/functions/index.js`, 'console', script],
    {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        ...settings,
        APPLICATIONINSIGHTS_CONNECTION_STRING:
          'InstrumentationKey=00000000-0000-4000-8000-000000000002;IngestionEndpoint=https://127.0.0.1:1/',
      },
    },
  );
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
    type: 'text/javascript; charset=utf-8',
    bytes: brotliDecompressSync(await readFile(`${folder}/dist/console/${script}.br`)).byteLength,
  });
});
