import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parts } from './parts.ts';
import { reportSchema } from './report/report.ts';

const bench = fileURLToPath(new URL('bench.ts', import.meta.url));

test('the quick bench takes every part through and counts what a change costs', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [bench, '--quick', '--json']);
  const report = reportSchema.parse(JSON.parse(stdout));

  expect(Object.keys(report)).toEqual(Object.keys(parts));
  const figure = (part: string, of: string, what: string, unit: string): number | undefined =>
    report[part]?.measures.find(
      (measure) => measure.of.startsWith(of) && measure.what === what && measure.unit === unit,
    )?.figure.median;
  for (const what of ['this project', 'textbook function'])
    expect(figure('pipeline', '1 at once', what, 'ms p50'), 'waits for both systems').toBeGreaterThan(100);
  expect(figure('pipeline', '1 at once', 'textbook function', 'writes a change')).toBe(2);
  expect(figure('calls', '40 new actuals', 'this project', 'writes a change')).toBe(1);
  expect(figure('calls', '40 changes that change nothing', 'this project', 'writes a change')).toBe(0);
  expect(figure('drain', '50 changes', 'this project', 'writes a changed record')).toBe(1);
  // At least open, claim and commit; what else falls into it depends on the moment.
  expect(
    figure('ledger', 'a known project that does not', 'this project', 'ledger requests a change'),
  ).toBeGreaterThanOrEqual(3);
  expect(figure('invoice', '40 lines', 'this project', '% of answers throttled')).toBe(0);
  expect(
    figure('invoice', '40 lines, on a virtual clock', 'this project', 's until the invoice is whole'),
    'the invoice is whole, by itself, before anything is looked at again',
  ).toBeLessThan(10);
  expect(figure('retry', '200 calls', 'this project', 'refused calls')).toBe(48);
}, 600_000);
