import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const path = (file: string): string => fileURLToPath(new URL(file, root));

describe('npm run build', () => {
  it(
    'bundles what Azure runs, with every table map as a file of its own, and the host loads it',
    { timeout: 120_000 },
    async () => {
      await promisify(execFile)(process.execPath, [path('scripts/build.ts')], { cwd: fileURLToPath(root) });
      const own = JSON.parse(await readFile(path('dist/package.json'), 'utf8')) as { main: string };
      expect((await readFile(path('dist/host.json'), 'utf8')).length).toBeGreaterThan(2);
      const maps = async (folder: string, ending: string): Promise<string[]> =>
        (await readdir(path(folder), { recursive: true }))
          .filter((file) => file.endsWith(ending))
          .map((file) => file.slice(0, -ending.length))
          .sort();
      expect(await maps('dist/functions', '.map.js')).toEqual(await maps('functions', '.map.ts'));

      const host = spawn(
        process.execPath,
        [path('infra/local/functions-host/functions-host-process.ts'), '--entry', path(`dist/${own.main}`)],
        { env: { ...process.env, ...settings }, stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const exited = once(host, 'exit');
      const [line] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
      host.kill('SIGTERM');
      await exited;
      const names = (JSON.parse(line) as { functions: { name: string }[] }).functions.map(
        (loaded) => loaded.name,
      );
      expect(names).toEqual(
        expect.arrayContaining(['dataverse-webhook', 'estimates-actuals', 'scan', 'support-replay']),
      );
    },
  );
});

/** Nobody listens there: the host starts and keeps trying to connect. */
const settings = {
  AUTHENTICATION: 'none',
  DATAVERSE_URL: 'http://127.0.0.1:9',
  DATAVERSE_ORGANIZATION_IDS: '6f1d5f6a-0000-4000-8000-00000000a001',
  FINANCE_URL: 'http://127.0.0.1:9',
  COMPANIES: '[{"code":"usmf","goLive":"2026-01-01","firstOpenPeriod":"2026-09-01"}]',
  SERVICE_BUS:
    'Endpoint=sb://127.0.0.1:9;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true',
  LEDGER: 'UseDevelopmentStorage=true',
  SCAN_SCHEDULE: '0 0 0 1 1 *',
  DEAD_LETTER_SCHEDULE: '0 0 0 1 1 *',
  RELEASE_SCHEDULE: '0 0 0 1 1 *',
};
