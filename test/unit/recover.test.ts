import { describe, expect, it } from 'vitest';
import type { Problem } from '../../shared/sync/problem.ts';
import { recover } from '../../shared/sync/recover.ts';
import { defaultTiming } from '../../shared/sync/timing.ts';

const problem = (kind: Problem['kind'], more: Partial<Problem> = {}): Problem => ({
  kind,
  uncertain: false,
  failure: { code: 'x', message: 'x' },
  ...more,
});

const half = 0.5; // no jitter

describe('what follows a failed attempt', () => {
  it('never tries again what only a person can cure', () => {
    expect(recover(problem('rejected'), 1, defaultTiming, half)).toEqual({ do: 'reject' });
  });

  it('tries a transient failure after 5 s, 15 s, 1 min, 5 min, 15 min, then hourly', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7].map((tries) =>
      recover(problem('transient'), tries, defaultTiming, half),
    );
    expect(delays.map((delay) => (delay.do === 'retry' ? delay.afterMs / 1000 : delay.do))).toEqual([
      5, 15, 60, 300, 900, 3600, 3600,
    ]);
  });

  it('gives a transient failure to a person after a day', () => {
    expect(recover(problem('transient'), 40, defaultTiming, half)).toEqual({ do: 'reject' });
  });

  it.each(['throttled', 'unavailable', 'misconfigured'] as const)(
    'never gives a record up because the system is %s',
    (kind) => {
      expect(recover(problem(kind), 1000, defaultTiming, half).do).toBe('retry');
    },
  );

  it('stays away at least as long as the system asked for', () => {
    const recovery = recover(problem('throttled', { retryAfterMs: 120_000 }), 1, defaultTiming, 0);
    expect(recovery.do === 'retry' && recovery.afterMs).toBeGreaterThanOrEqual(120_000);
  });

  it('is not fooled by a negative Retry-After', () => {
    const recovery = recover(problem('throttled', { retryAfterMs: -60_000 }), 1, defaultTiming, half);
    expect(recovery.do === 'retry' && recovery.afterMs).toBeGreaterThan(0);
  });

  it('looks again for a missing reference, without end', () => {
    expect(recover(problem('waiting'), 500, defaultTiming, half)).toEqual({ do: 'wait', afterMs: 3_600_000 });
  });

  it('spreads what failed together', () => {
    const soonest = recover(problem('transient'), 3, defaultTiming, 0);
    const latest = recover(problem('transient'), 3, defaultTiming, 0.999);
    expect(
      soonest.do === 'retry' && latest.do === 'retry' && latest.afterMs - soonest.afterMs,
    ).toBeGreaterThan(20_000);
  });
});
