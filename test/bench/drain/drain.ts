import { setTimeout as sleep } from 'node:timers/promises';
import { resetSandboxCounts, sandboxCounts } from '../count/sandbox-counts.ts';
import { atMost, once, type Measure } from '../measure.ts';
import type { Part } from '../part.ts';
import { percentile } from '../statistics/percentile.ts';
import { drained } from '../world/drained.ts';
import { rowMaker, type RowMaker } from '../world/make-rows.ts';
import { settled } from '../world/settled.ts';
import type { World } from '../world/start-world.ts';

const actualsMap = 'Project Operations integration actuals';
const latency = { fromMs: 50, toMs: 150 };

/** Finance is away while changes come; then it is back, and what was parked goes on beside the changes of the day. */
export const drain: Part = {
  about: 'Finance is back after an outage: what was parked goes on, live changes flow beside it',
  run: async ({ quick, full, worlds }, tell) => {
    const changes = quick ? 50 : full ? 50_000 : 2_000;
    const records = Math.round(changes * 0.7);
    const live = quick ? 4 : 40;
    const world = await worlds.open({
      latency,
      // The probes of a real outage of an hour are ten minutes apart: nobody watches a bench wait for the next.
      settings: full ? {} : { BREAKER_SECONDS: '10' },
    });
    try {
      const make = await rowMaker(world);
      const before = world.finance.rows('ProjActualsImports').length;
      const arrived = (): number => world.finance.rows('ProjActualsImports').length - before;
      const [project = '', renamed = ''] = await make.projects(2);
      tell(`making ${String(records)} actuals`);
      const actuals = await make.actuals(records, () => ({ type: 'cost', project }));
      const alone = await liveTimes(world, make, renamed, 'alone', live);

      tell('Finance is down');
      await mode(world, 'down');
      await world.announce(actualsMap, 'create', actuals);
      await world.announce(actualsMap, 'update', actuals.slice(0, changes - records));
      await settled('All are parked', patienceMs, () => drained(world.serviceBus, 'estimates-actuals'));
      const held = arrived();
      await resetSandboxCounts(world.finance.url);

      tell('Finance is back');
      await mode(world, 'normal');
      const began = performance.now();
      let over = false;
      const draining = settled('All that was parked is in Finance', patienceMs, async () => {
        await sleep(200);
        return arrived() === records;
      }).finally(() => {
        over = true;
      });
      await settled('The first is in Finance', patienceMs, () => over || arrived() > held);
      const seconds = (): number => (performance.now() - began) / 1_000;
      const firstAfter = seconds();
      const beside = await liveTimes(world, make, renamed, 'beside', live, () => over);
      await draining;
      const whole = seconds();
      await settled('Their changes are done', patienceMs, () =>
        drained(world.serviceBus, 'estimates-actuals'),
      );
      const writes = (await sandboxCounts(world.finance.url)).reduce(
        (sum, { method, set, requests }) =>
          sum + (method !== 'GET' && set === 'ProjActualsImports' ? requests : 0),
        0,
      );
      return measures({ changes, records, writes, firstAfter, whole, alone, beside }, quick);
    } finally {
      await world.stop();
    }
  },
};

const patienceMs = 60 * 60_000;

const mode = async ({ finance }: World, name: 'down' | 'normal'): Promise<void> => {
  const answer = await fetch(`${finance.url}/sandbox/mode`, {
    method: 'POST',
    body: JSON.stringify({ mode: name }),
  });
  if (!answer.ok) throw new Error(`Finance's switch: ${String(answer.status)} ${await answer.text()}`);
};

/** Milliseconds from the word of a renamed project to the new name in Finance, one after the other. */
async function liveTimes(
  world: World,
  make: RowMaker,
  project: string,
  word: string,
  times: number,
  over: () => boolean = () => false,
): Promise<readonly number[]> {
  const spent: number[] = [];
  for (let turn = 0; turn < times && !(turn > 0 && over()); turn++) {
    const name = `${word} ${String(turn)}`;
    await make.june.update('msdyn_project', project, { msdyn_subject: name });
    const from = performance.now();
    await world.announce('Projects V2', 'update', [project]);
    while (!world.finance.rows('ProjectsV2').some(({ ProjectName }) => ProjectName === name)) {
      if (performance.now() - from > 60_000) throw new Error(`${name} did not arrive within a minute.`);
      await sleep(3);
    }
    spent.push(performance.now() - from);
  }
  return spent;
}

interface Found {
  readonly changes: number;
  readonly records: number;
  readonly writes: number;
  readonly firstAfter: number;
  readonly whole: number;
  readonly alone: readonly number[];
  readonly beside: readonly number[];
}

function measures(found: Found, quick: boolean): readonly Measure[] {
  const { changes, records, writes, firstAfter, whole, alone, beside } = found;
  const of = `${changes.toLocaleString('en-US')} changes of ${records.toLocaleString('en-US')} records`;
  const what = 'this project';
  const [p95, p95Beside] = [percentile(alone, 0.95), percentile(beside, 0.95)];
  const times = once(p95Beside / p95);
  const each = once(writes / records);
  return [
    { of, what, unit: 'writes a changed record', figure: each, goal: atMost(1, each) },
    { of, what, unit: 's until the first is written', figure: once(firstAfter) },
    { of, what, unit: 's until all are', figure: once(whole) },
    { of, what, unit: 'records/s', figure: once(records / (whole - firstAfter)) },
    { of: 'live changes alone', what, unit: 'ms p95', figure: once(p95) },
    {
      of: `live changes beside it (${String(beside.length)})`,
      what,
      unit: 'ms p95',
      figure: once(p95Beside),
    },
    {
      of: 'live changes beside it',
      what,
      unit: 'times p95 alone',
      figure: times,
      ...(quick ? {} : { goal: atMost(2, times) }),
    },
  ];
}
