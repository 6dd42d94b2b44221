import { describe, expect, it } from 'vitest';
import { progressLine } from '../../scripts/sync/print-run.ts';
import { paceMeter } from '../../shared/start/pace.ts';
import type { RunUnit } from '../../shared/start/run.ts';

const unit = (more: Partial<RunUnit>): RunUnit => ({
  map: 'Project tasks',
  company: 'usmf',
  step: 'begun',
  total: 100_000,
  counts: {},
  findings: [],
  milliseconds: 3_600_000,
  ...more,
});

const lineOf = (at: RunUnit): string =>
  progressLine({
    run: { id: 'r1', kind: 'initial', by: 'Zoë', at: '', units: 1, needsConfirmation: false },
    units: [at],
    rows: { total: 100_000, done: Object.values(at.counts).reduce((sum, many) => sum + many, 0) },
    failures: 0,
  });

describe('the pace of a run', () => {
  it('is what the host at work did since it took over, whatever was done before and how long that took', () => {
    let now = 0;
    const meter = paceMeter(() => now);
    // Three chunks that the host before had done, and one of which it had done a part.
    for (const [known, left] of [
      [200, 0],
      [200, 0],
      [150, 50],
    ] as const) {
      now += 1_000;
      meter.passed(known, left);
    }
    expect(meter.pace(300)).toEqual({ rows: 0, milliseconds: 0 });
    now += 10_000;
    meter.passed(0, 200);
    expect(meter.pace(800)).toEqual({ rows: 250, milliseconds: 10_000 });
  });

  it('is told with the time that is left, and neither is told before it is known', () => {
    const counts = { applied: 40_000, unchanged: 10_000 };
    expect(lineOf(unit({ counts, pace: { rows: 250, milliseconds: 10_000 } }))).toBe(
      'Initial sync r1: 0 of 1 unit done, 50,000 rows, 25 a second, 50,000 of this map to go in 33 minutes; Project tasks in usmf',
    );
    for (const pace of [undefined, { rows: 0, milliseconds: 0 }, { rows: 0, milliseconds: 500 }])
      expect(lineOf(unit({ counts, ...(pace === undefined ? {} : { pace }) }))).toBe(
        'Initial sync r1: 0 of 1 unit done, 50,000 rows, 50,000 of this map to go; Project tasks in usmf',
      );
  });

  it('says nothing of time left when more rows came than were counted at the start', () => {
    const at = unit({ total: 10, counts: { applied: 12 }, pace: { rows: 12, milliseconds: 30_000 } });
    expect(lineOf(at)).toContain('12 rows, 0.4 a second, 0 of this map to go; Project tasks');
  });
});
