import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Report } from './report/report.ts';

const bench = fileURLToPath(new URL('bench.ts', import.meta.url));

test('the quick bench takes every contender through and counts what a change costs', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [bench, '--quick', '--json']);
  const { lines, limits } = JSON.parse(stdout) as Report;

  const contenders = ['sync', 'textbook', 'floor', 'ledger', 'ingest'];
  expect(lines.map(({ concurrent, contender }) => `${concurrent} ${contender}`)).toEqual(
    [1, 8].flatMap((concurrent) => contenders.map((contender) => `${concurrent} ${contender}`)),
  );
  for (const { changesPerSecond } of lines) expect(changesPerSecond.median).toBeGreaterThan(0);
  for (const { p50 } of lines.filter(({ contender }) => ['sync', 'textbook'].includes(contender)))
    expect(p50.median, 'reads and writes wait for both systems').toBeGreaterThan(100);
  const [ours, textbook] = lines;
  expect(ours?.perChange, 'alone, nothing is shared').toMatchObject({ writes: 1 });
  expect(textbook?.perChange).toEqual({ reads: 1, writes: 2, requests: 3, ledger: 1 });
  expect(limits.map(({ concurrent }) => concurrent)).toEqual([1, 8]);
});
