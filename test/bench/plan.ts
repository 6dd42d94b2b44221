import type { ContenderKey } from './contenders/contender.ts';
import type { Latency } from './stack/start-stack.ts';

/** What is measured at one concurrency. */
export interface Step {
  readonly concurrent: number;
  /** Changes of one timed run: a few seconds for what passes both systems, about one for a part alone. */
  readonly changes: Readonly<Record<ContenderKey, number>>;
  /** Changes of the untimed run that counts. */
  readonly counted: number;
}

export interface Plan {
  readonly runs: number;
  readonly latency: Latency;
  readonly steps: readonly Step[];
}

/** What a real environment of either system needs for a small request. */
const latency: Latency = { fromMs: 50, toMs: 150 };

const whole: readonly Step[] = [
  { concurrent: 1, changes: { sync: 20, textbook: 20, floor: 300, ledger: 100, ingest: 150 }, counted: 6 },
  {
    concurrent: 8,
    changes: { sync: 160, textbook: 160, floor: 2000, ledger: 150, ingest: 400 },
    counted: 40,
  },
  {
    concurrent: 32,
    changes: { sync: 500, textbook: 500, floor: 3000, ledger: 200, ingest: 400 },
    counted: 160,
  },
];

/** Nothing to learn from its figures: shows that all parts work. */
const smoke: readonly Step[] = [
  { concurrent: 1, changes: { sync: 3, textbook: 3, floor: 20, ledger: 10, ingest: 10 }, counted: 2 },
  { concurrent: 8, changes: { sync: 16, textbook: 16, floor: 80, ledger: 20, ingest: 20 }, counted: 16 },
];

export const planOf = (flags: { readonly quick: boolean; readonly runs: number }): Plan =>
  flags.quick ? { runs: 1, latency, steps: smoke } : { runs: flags.runs, latency, steps: whole };
