import { describe, expect, it } from 'vitest';
import type { Change } from '../../shared/messaging/change.ts';
import { nextAttempt } from '../../shared/sync/next-attempt.ts';
import type { Problem } from '../../shared/sync/problem.ts';
import { recover } from '../../shared/sync/recover.ts';
import { defaultTiming } from '../../shared/sync/timing.ts';

const first: Change = {
  schema: 'change/1',
  map: 'Projects V2',
  source: 'dataverse',
  row: 'x',
  event: 'update',
  mode: 'normal',
  key: 'k',
  attempt: '1',
  base: '0',
  at: '2026-10-25T10:00:00Z',
  origin: 'test',
};
const problem = (kind: Problem['kind']): Problem => ({
  kind,
  uncertain: false,
  failure: { code: 'x', message: 'x' },
});
/** The change after so many attempts that all ended like this. */
const after = (count: number, kind: Problem['kind'], from = first): Change =>
  count === 0 ? from : after(count - 1, kind, nextAttempt(from, problem(kind)));
const tries = (change: Change): number => Number(change.attempt) - Number(change.base);

describe('the next attempt of a change', () => {
  it('counts every transient failure towards giving the record up', () => {
    expect(tries(after(40, 'transient'))).toBe(41);
    expect(recover(problem('transient'), tries(after(40, 'transient')), defaultTiming, 0.5)).toEqual({
      do: 'reject',
    });
  });

  it.each(['waiting', 'throttled', 'unavailable', 'misconfigured'] as const)(
    'numbers every attempt that ended %s, and does not count it',
    (kind) => {
      const change = after(500, kind);
      expect(change.attempt).toBe('501');
      expect(recover(problem('transient'), tries(change), defaultTiming, 0.5).do).toBe('retry');
    },
  );

  it('goes on with growing delays while nothing is counted', () => {
    const delays = [0, 1, 2, 3, 9].map((count) => {
      const recovery = recover(problem('waiting'), tries(after(count, 'waiting')), defaultTiming, 0.5);
      return recovery.do === 'wait' ? recovery.afterMs / 60_000 : undefined;
    });
    expect(delays).toEqual([1, 5, 15, 60, 60]);
  });
});
