import { expect, test } from 'vitest';
import { perChange } from './count/per-change.ts';
import { limits } from './report/limits.ts';
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
