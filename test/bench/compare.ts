import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { startEnvironment } from '../../infra/local/environment.ts';
import { until } from '../../infra/local/story/stage.ts';
import { switchSandbox } from '../../infra/local/story/switch-sandbox.ts';
import type { ComparedAll } from '../../shared/compare/compare-all.ts';
import type { Comparison } from '../../shared/compare/comparison.ts';
import { peopleOf } from '../integration/people.ts';
import { makeActual, makeProject, map } from '../integration/sync-rows.ts';

/**
 * `node test/bench/compare.ts [--rows 20000,100000]`: actuals that both systems hold, of which one in ten thousand
 * differs by a cent. `npm run sync -- compare` reads them as a person would start it, once for each
 * number of rows. Prints duration and peak memory of each: the peak must not grow with the rows. Ends with 1 when
 * it finds anything but what was made.
 */
const { values } = parseArgs({ options: { rows: { type: 'string', default: '20000,100000' } } });
const steps = values.rows.split(',').map(Number);
const every = 10_000;
const never = '0 0 0 1 1 *';

const environment = await startEnvironment({
  financeEvents: 'off',
  writeBack: 'standard',
  dataverseEndpoint: 'webhook',
  settings: { RECONCILE_SCHEDULE: never, SCAN_SCHEDULE: never },
});
const { dataverse, finance } = environment;
const people = await peopleOf(dataverse.url);
const project = await makeProject(people, 'P-1');

// One that the sync itself brought over is the model of all others.
await makeActual(people, project);
const set = 'ProjActualsImports';
await until(60_000, () => Promise.resolve(finance.rows(set).length === 1 ? true : undefined));
const answered = (await (await fetch(`${finance.url}/data/${set}?cross-company=true`)).json()) as {
  readonly value: readonly Readonly<Record<string, unknown>>[];
};
const model = Object.fromEntries(
  Object.entries(answered.value[0] ?? {}).filter(([name, value]) => !name.startsWith('@') && value !== null),
);
await switchSandbox(dataverse.url, 'events', { drop: true });

let made = 1;
let wrong = 0;
async function makeUpTo(count: number): Promise<void> {
  while (made < count) {
    const ids = await Promise.all(
      Array.from({ length: Math.min(200, count - made) }, () => makeActual(people, project)),
    );
    const copies = ids.map((id, index) => {
      const isWrong = (made + index) % every === 0;
      if (isWrong) wrong++;
      return { ...model, ActualId: id, ActualsImportId: id, ...(isWrong ? { Amount: 500.01 } : {}) };
    });
    const answer = await fetch(`${finance.url}/sandbox/rows/${set}`, {
      method: 'PUT',
      body: JSON.stringify(copies),
    });
    if (!answer.ok) throw new Error(await answer.text());
    made += ids.length;
  }
}

type Report = ComparedAll & { readonly findings: readonly Comparison[] };

/** Runs the command in a process of its own. Linux only: its peak is read while it runs. */
async function compare(): Promise<{
  readonly seconds: number;
  readonly peak: number;
  readonly report: Report;
}> {
  const began = performance.now();
  const script = fileURLToPath(new URL('../../scripts/sync.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    [script, 'compare', '--map', map.actuals, '--company', 'usmf', '--json'],
    {
      env: { ...process.env, ...environment.settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let peak = 0;
  const watching = setInterval(() => {
    void readFile(`/proc/${String(child.pid)}/status`, 'utf8')
      .then((status) => (peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024))
      .catch(() => undefined);
  }, 200);
  const printed = await text(child.stdout);
  clearInterval(watching);
  if (printed === '') throw new Error('compare printed nothing; what it said stands above.');
  return { seconds: (performance.now() - began) / 1_000, peak, report: JSON.parse(printed) as Report };
}

let isRight = true;
for (const rows of steps) {
  await makeUpTo(rows);
  const { seconds, peak, report } = await compare();
  const sum = report.totals.find(({ column }) => column === 'Amount');
  console.log(
    `${made.toLocaleString('en-US')} rows: ${seconds.toFixed(0)} s, ${(made / seconds).toFixed(0)} a second, ` +
      `${peak.toFixed(0)} MiB at most; ${JSON.stringify(report.counts)}, sums ${String(sum?.dataverse)} and ${String(sum?.finance)}`,
  );
  const cents = (wrong / 100).toFixed(2).replace(/\.?0+$/, '');
  isRight &&=
    report.findings.length === wrong &&
    report.findings.every(({ columns }) => columns.length === 1 && columns[0]?.column === 'Amount') &&
    sum?.difference === (wrong === 0 ? '0' : `-${cents}`);
}
await environment.stop();
process.exit(isRight ? 0 : 1);
