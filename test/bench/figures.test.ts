import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { perChange } from './count/per-change.ts';
import { readFlags } from './flags.ts';
import { partitionOf } from './ledger/partition-of.ts';
import { slope } from './memory/slope.ts';
import { readKept } from './report/keep-report.ts';
import { limits } from './report/limits.ts';
import { pageWith } from './report/page.ts';
import { summarise } from './report/summarise.ts';
import { closedLoop } from './run/closed-loop.ts';
import type { Run } from './run/time-run.ts';
import { percentile } from './statistics/percentile.ts';
import { spread } from './statistics/spread.ts';

test('a percentile is the smallest value that the share does not exceed', () => {
  const values = [50, 10, 40, 20, 30];
  expect([0.5, 0.8, 0.81, 0.95, 1].map((share) => percentile(values, share))).toEqual([30, 40, 50, 50, 50]);
  expect(percentile([], 0.5)).toBeNaN();
});

test('a spread shows the middle run and the two extreme ones', () => {
  expect(spread([7, 100, 9, 1, 8])).toEqual({ median: 8, min: 1, max: 100 });
});

test('a closed loop keeps exactly so many at work and starts the next one when one is done', async () => {
  let working = 0;
  let most = 0;
  const { results } = await closedLoop(3, 10, async (position) => {
    most = Math.max(most, ++working);
    await new Promise((resolve) => setTimeout(resolve, position % 2));
    working--;
    return position;
  });
  expect(most).toBe(3);
  expect(results).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('a closed loop that fails starts nothing more', async () => {
  const started: number[] = [];
  const failing = closedLoop(2, 10, (position) => {
    started.push(position);
    return position === 2 ? Promise.reject(new Error('refused')) : Promise.resolve();
  });
  await expect(failing).rejects.toThrow('refused');
  expect(started.length, 'only what was under way when it failed').toBeLessThanOrEqual(4);
});

test('counts per change hold reads, writes and requests of both systems, and no metadata', () => {
  const counts = [
    { method: 'GET', set: 'salesorders', requests: 5 },
    { method: 'GET', set: 'EntityDefinitions', requests: 7 },
    { method: 'GET', set: '$metadata', requests: 1 },
    { method: 'PATCH', set: 'ProjectContractHeaders', requests: 10 },
    { method: 'POST', set: 'ProjectContractHeaders', requests: 10 },
  ];
  expect(perChange(counts, 50, 10)).toEqual({ reads: 0.5, writes: 2, requests: 2.5, ledger: 5 });
});

const run = (contender: Run['contender'], round: number, changesPerSecond: number): Run => ({
  contender,
  concurrent: 8,
  paced: false,
  round,
  changesPerSecond,
  p50: 1,
  p95: 1,
  busyCores: 1,
});

const lines = summarise(
  [
    ...[run('sync', 0, 20), run('sync', 1, 30), run('sync', 2, 10)],
    ...[run('ledger', 0, 40), run('ledger', 1, 120), run('ledger', 2, 10)],
  ],
  [
    {
      contender: 'sync',
      metadataReads: 1,
      perChange: new Map([[8, { reads: 2, writes: 1, requests: 3, ledger: 5 }]]),
    },
  ],
  [
    { key: 'sync', title: 'this project' },
    { key: 'ledger', title: 'ledger store alone' },
  ],
);

test('a ratio compares runs of one round, so that a slow moment of the machine meets both', () => {
  expect(lines.find(({ contender }) => contender === 'ledger')?.ratio).toEqual({
    median: 0.5,
    min: 0.25,
    max: 1,
  });
});

test('the nearest limit is the part of which the largest share is used', () => {
  const [at8] = limits(lines, { fromMs: 50, toMs: 150 }, 4);
  expect(at8?.latencyAllows).toBeCloseTo(8 / 0.3);
  expect(at8?.reached).toEqual({ latency: expect.closeTo(0.75) as number, ledger: 0.5, processor: 0.25 });
  expect(at8?.nearest).toBe('latency');
});

test('a page keeps its words and gets the figures of the report between them', () => {
  const page =
    'before\n<!-- figures: npm run bench -- --write-page -->\nold\n<!-- end of the figures -->\nafter';
  const measures = [
    { of: '8 at once', what: 'this project', unit: 'ms', figure: { median: 12.345, min: 1, max: 2_000 } },
    {
      of: 'all',
      what: 'writes',
      unit: 'a change',
      figure: { median: 2, min: 2, max: 2 },
      goal: { text: '≤ 1', met: false },
    },
  ];
  const machine = { node: '24.0.0', cpu: 'Xeon', cores: 2 };
  const written = pageWith(page, {
    calls: { at: '2026-11-28T16:00:00.000Z', machine, runs: 5, seconds: 9, measures },
  });
  expect(written).toMatch(/^before\n/);
  expect(written).toMatch(/\nafter$/);
  expect(written).not.toContain('old');
  expect(written).toContain('| 8 at once | this project | 12.3 | 1–2,000 | ms |  |  |');
  expect(written).toContain('| all | writes | 2 |  | a change | ≤ 1 | **missed** |');
  expect(() => pageWith('no place', {})).toThrow('lacks');
});

test('the page shows what docs/performance.json holds; if not, run npm run bench -- --write-page', async () => {
  const page = await readFile(new URL('../../docs/performance.md', import.meta.url), 'utf8');
  expect(pageWith(page, await readKept())).toBe(page);
});

test('a request to the table service tells its partition of Records, of other tables none', () => {
  const single = "/devstoreaccount1/Records(PartitionKey='Projects%20V2%7Ca',RowKey='state')\n";
  const query = "/devstoreaccount1/Records()?$filter=PartitionKey%20eq%20'Projects%20V2%7Ca'\n";
  const batch =
    '/devstoreaccount1/$batch\nPOST http://x/Records HTTP/1.1\n\n{"PartitionKey":"Projects V2|a","RowKey":"k"}';
  expect([single, query, batch].map(partitionOf)).toEqual(Array(3).fill('Projects V2|a'));
  expect(partitionOf("/devstoreaccount1/Owner(PartitionKey='cp',RowKey='r')\n")).toBeUndefined();
});

test('a slope is that of the nearest line', () => {
  expect(
    slope([
      [0, 5],
      [1, 7],
      [2, 9],
    ]),
  ).toBeCloseTo(2);
  expect(
    slope([
      [0, 4],
      [1, 4],
      [2, 4],
    ]),
  ).toBe(0);
});

test.each([
  [['--only', 'speed'], 'no bench "speed"'],
  [['--runs', '0'], '--runs'],
  [['--quick', '--write-page'], '--write-page'],
  [['--quick', '--full'], '--quick and --full'],
])('the bench refuses %j', (args, text) => {
  expect(() => readFlags(args)).toThrow(text);
});
