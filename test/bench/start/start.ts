import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { atMost, type Measure } from '../measure.ts';
import type { Part } from '../part.ts';
import { startBrokerProcess } from '../stack/start-broker-process.ts';
import { startFunctionsProcess } from '../stack/start-functions-process.ts';
import { startLedgerProcess } from '../stack/start-ledger-process.ts';
import { stops } from '../stack/stops.ts';
import { syncSettings } from '../stack/sync-settings.ts';
import { startDataverse } from '../../../infra/local/dataverse/start-dataverse.ts';
import { startFinance } from '../../../infra/local/finance/start-finance.ts';
import { spread } from '../statistics/spread.ts';

const run = promisify(execFile);
const root = new URL('../../../', import.meta.url);
/** A build of its own: another test may build dist/ at the same time. */
const dist = '.local/bench-dist/';

/** An app, and a request that one of its handlers answers without asking any system. */
interface App {
  readonly what: string;
  readonly entry: string;
  readonly route: string;
  readonly method: 'GET' | 'POST';
  /** What the handler answers. */
  readonly status: number;
}

const alone: App = {
  what: '@azure/functions alone',
  entry: 'test/bench/start/alone.ts',
  route: 'alone',
  method: 'GET',
  status: 204,
};
const webhook = { route: 'dataverse/events', method: 'POST', status: 400 } as const;
const bundled: App = { what: 'dist/, bundled', entry: `${dist}functions/index.js`, ...webhook };
const sources: App = { what: 'functions/, not bundled', entry: 'functions/index.ts', ...webhook };
const apps = [bundled, alone, sources];

/** From nothing to the first handler: what a cold start adds to the platform's own time. */
export const start: Part = {
  about: 'time to the first handler of dist/, against @azure/functions alone and the unbundled tree',
  run: async ({ quick, runs }, tell) => {
    tell('building dist/');
    await run(process.execPath, ['scripts/build.ts', dist], { cwd: root });
    const started = stops();
    try {
      const settings = syncSettings({
        dataverse: await started.add(startDataverse()),
        finance: await started.add(startFinance()),
        serviceBus: (await started.add(startBrokerProcess())).connectionString,
        ledger: await started.add(startLedgerProcess()),
      });
      const loads = new Map<App, number[]>(apps.map((app) => [app, []]));
      const answers = new Map<App, number[]>(apps.map((app) => [app, []]));
      // One more than asked for: the first one reads the files into the system's memory.
      for (let round = -1; round < (quick ? 0 : runs); round++)
        for (const app of round % 2 === 0 ? apps : apps.toReversed()) {
          const [loaded, answered] = [await load(app, settings), await firstAnswer(app, settings)];
          tell(
            `${app.what}: loaded after ${loaded.toFixed(0)} ms, first answer after ${answered.toFixed(0)} ms`,
          );
          if (round < 0 && !quick) continue;
          loads.get(app)?.push(loaded);
          answers.get(app)?.push(answered);
        }
      return [
        ...figures('the process begins → all functions registered', loads, quick),
        ...figures('the host is started → first answer of a handler', answers, quick),
      ];
    } finally {
      await started.all();
    }
  },
};

function figures(of: string, times: ReadonlyMap<App, readonly number[]>, quick: boolean): readonly Measure[] {
  const base = times.get(alone) ?? [];
  return [...times].flatMap(([app, all]): Measure[] => {
    const ratio = spread(all.map((time, round) => time / (base[round] ?? Number.NaN)));
    const goal = quick || app !== bundled ? {} : { goal: atMost(1.5, ratio) };
    return [
      { of, what: app.what, unit: 'ms', figure: spread(all) },
      ...(app === alone ? [] : [{ of, what: app.what, unit: 'times alone', figure: ratio, ...goal }]),
    ];
  });
}

const loaded = z.object({ milliseconds: z.number() });

async function load({ entry }: App, settings: Readonly<Record<string, string>>): Promise<number> {
  const script = fileURLToPath(new URL('load.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [script, fileURLToPath(new URL(entry, root))], {
    env: { ...process.env, ...settings },
  });
  const line = stdout.split('\n').find((text) => text.startsWith('{'));
  return loaded.parse(JSON.parse(line ?? '')).milliseconds;
}

async function firstAnswer(app: App, settings: Readonly<Record<string, string>>): Promise<number> {
  const from = performance.now();
  const host = await startFunctionsProcess(app.entry, settings);
  const answer = await fetch(host.endpoint(app.route), {
    method: app.method,
    ...(app.method === 'POST' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {}),
  });
  const milliseconds = performance.now() - from;
  await host.stop();
  if (answer.status !== app.status)
    throw new Error(
      `${app.what} answered ${String(answer.status)} ${await answer.text()}\n${host.lastLines()}`,
    );
  return milliseconds;
}
