import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startEnvironment } from '../../infra/local/environment.ts';
import { switchSandbox } from '../../infra/local/story/switch-sandbox.ts';
import type { RunProgress } from '../../shared/start/run-progress.ts';
import { peopleOf } from '../integration/people.ts';
import { makeProject, makeTask, map } from '../integration/sync-rows.ts';
import { percentile } from './statistics/percentile.ts';

/**
 * `node test/bench/initial.ts [--rows 100000] [--kills 3] [--live 60] [--at-once 4]`: project tasks that nobody was told of
 * are initially synced on the whole local stack, while a person goes on renaming a project. Prints how far it is every ten
 * seconds; in the end rows a second, the functions host's peak memory, and the 95th percentile of the live changes without
 * and with the initial sync. While these are measured both systems answer after 100 ms, afterwards at once. Ends with 1 when
 * a row is missing, doubled or failed.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    kills: { type: 'string', default: '3' },
    live: { type: 'string', default: '60' },
    'at-once': { type: 'string', default: '4' },
  },
});
const [rows, kills, live] = [Number(values.rows), Number(values.kills), Number(values.live)];

const environment = await startEnvironment({
  financeEvents: 'off',
  writeBack: 'standard',
  dataverseEndpoint: 'webhook',
  lockSeconds: 10,
  // Every minute is for watching; this is how often it is meant to be.
  settings: { RECONCILE_SCHEDULE: '0 */15 * * * *', BULK_AT_ONCE: values['at-once'] },
});
const call = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
  const answer = await fetch(`${environment.functionsUrl()}/api/support/${path}`, {
    method,
    headers: { 'x-functions-key': environment.functionKey, 'x-support-user': 'bench' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
  return (await answer.json()) as Answer;
};
const events = (drop: boolean): Promise<Response> =>
  fetch(`${environment.dataverse.url}/sandbox/events`, { method: 'POST', body: JSON.stringify({ drop }) });

const people = await peopleOf(environment.dataverse.url);
const project = await makeProject(people, 'P-1');
await events(true);
const numbers = Array.from({ length: rows }, (_, index) => index + 1).values();
await Promise.all(
  Array.from({ length: 8 }, async () => {
    for (const number of numbers) await makeTask(people, project, `A-${String(number)}`);
  }),
);
await events(false);
console.log(`${rows.toLocaleString('en-US')} tasks are in Dataverse alone.`);

/** Milliseconds from a save in Dataverse to the row in Finance. */
async function liveChange(name: string): Promise<number> {
  const from = performance.now();
  await people.june.update('msdyn_project', project, { msdyn_subject: name });
  while (environment.finance.rows('ProjectsV2')[0]?.['ProjectName'] !== name) {
    if (performance.now() - from > 60_000) throw new Error(`${name} did not arrive within a minute.`);
    await sleep(2);
  }
  return performance.now() - from;
}

const systems = [environment.dataverse.url, environment.finance.url];

async function liveP95(word: string): Promise<number> {
  for (const url of systems) await switchSandbox(url, 'mode', { mode: 'slow', milliseconds: 100 });
  const times: number[] = [];
  for (let turn = 0; turn < live; turn++) {
    times.push(await liveChange(`${word} ${String(turn)}`));
    await sleep(50);
  }
  for (const url of systems) await switchSandbox(url, 'mode', { mode: 'normal' });
  return percentile(times.slice(Math.floor(live / 6)), 0.95);
}

/** Resident memory of the functions host that runs now, at its peak and at this moment, in MiB. */
async function memory(): Promise<{ readonly peak: number; readonly now: number }> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (
      new RegExp(`^PPid:\\s+${String(process.pid)}$`, 'm').test(status) &&
      command.includes('functions-host')
    )
      return { peak: mebibytes(status, 'VmHWM'), now: mebibytes(status, 'VmRSS') };
  }
  return { peak: 0, now: 0 };
}

const mebibytes = (status: string, name: string): number =>
  Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);

const alone = await liveP95('alone');
const began = performance.now();
const { run } = await call<RunProgress>('POST', 'sync/initial', { map: map.tasks, company: 'usmf' });
const beside = await liveP95('beside');
let peak = 0;
let killed = 0;
let progress: RunProgress;
let told = { at: performance.now(), done: 0 };
for (;;) {
  progress = await call<RunProgress>('GET', `sync-runs/${run.id}`);
  const held = await memory();
  peak = Math.max(peak, held.peak);
  const { done } = progress.rows;
  const since = (performance.now() - told.at) / 1_000;
  if (since > 10) {
    const rate = ((done - told.done) / since).toFixed(0);
    console.log(
      `${((performance.now() - began) / 1_000).toFixed(0)} s: ${done.toLocaleString('en-US')} rows, ${rate} a second, ${String(held.now)} MiB, killed ${String(killed)} times`,
    );
    told = { at: performance.now(), done };
  }
  if (progress.run.finishedAt !== undefined) break;
  if (killed < kills && progress.rows.done > (rows * (killed + 1)) / (kills + 1)) {
    killed++;
    await environment.killHost();
  }
  await sleep(500);
}
const seconds = (performance.now() - began) / 1_000;
const tasks = environment.finance.rows('ProjectTasks').map((row) => String(row['TaskId']));
const ms = (value: number): string => `${value.toFixed(0)} ms`;
console.table({
  rows: rows.toLocaleString('en-US'),
  'rows in Finance': `${tasks.length.toLocaleString('en-US')}, each once: ${String(new Set(tasks).size === tasks.length)}`,
  failures: String(progress.failures),
  'host killed': `${String(killed)} times`,
  duration: `${seconds.toFixed(0)} s, ${(rows / seconds).toFixed(0)} rows a second`,
  "functions host's peak memory": `${String(peak)} MiB`,
  'live p95 alone': ms(alone),
  'live p95 beside it': `${ms(beside)}, ${(beside / alone).toFixed(2)} times`,
});
await environment.stop();
process.exit(tasks.length === rows && new Set(tasks).size === rows && progress.failures === 0 ? 0 : 1);
