import type { ContenderKey } from './contenders/contender.ts';
import type { Size } from './part.ts';
import type { Latency } from './stack/start-stack.ts';

/** What is measured at one concurrency. */
export interface Step {
  readonly concurrent: number;
  /** Dataverse answers so many requests a second; what comes faster waits. Absent: all at once. */
  readonly dataversePerSecond?: number;
  /** Changes of one timed run, for each that takes part: a few seconds for what passes both systems, one for a part. */
  readonly changes: Readonly<Partial<Record<ContenderKey, number>>>;
  /** Changes of the untimed run that counts; 0: none. */
  readonly counted: number;
}

export interface Plan {
  readonly runs: number;
  readonly latency: Latency;
  readonly steps: readonly Step[];
}

/** What a real environment of either system needs for a small request. */
const latency: Latency = { fromMs: 50, toMs: 150 };

/**
 * What 6,000 requests in five minutes come to.
 *
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/api-limits
 */
const dataversePerSecond = 20;

const whole: readonly Step[] = [
  { concurrent: 1, changes: { sync: 15, textbook: 15, floor: 300, ledger: 100, ingest: 150 }, counted: 6 },
  {
    concurrent: 8,
    changes: { sync: 100, textbook: 100, floor: 2000, ledger: 150, ingest: 400 },
    counted: 40,
  },
  {
    concurrent: 32,
    changes: { sync: 350, textbook: 350, floor: 3000, ledger: 200, ingest: 400 },
    counted: 320,
  },
  { concurrent: 128, changes: { sync: 500, textbook: 500 }, counted: 640 },
  { concurrent: 32, dataversePerSecond, changes: { sync: 240, textbook: 80 }, counted: 0 },
];

/** Nothing to learn from its figures: shows that all parts work. */
const smoke: readonly Step[] = [
  { concurrent: 1, changes: { sync: 2, textbook: 2, floor: 10, ledger: 5, ingest: 5 }, counted: 1 },
  { concurrent: 8, changes: { sync: 8, textbook: 8, floor: 40, ledger: 10, ingest: 10 }, counted: 8 },
  { concurrent: 8, dataversePerSecond, changes: { sync: 8, textbook: 8 }, counted: 0 },
];

export const planOf = ({ quick, runs }: Pick<Size, 'quick' | 'runs'>): Plan => ({
  runs,
  latency,
  steps: quick ? smoke : whole,
});
