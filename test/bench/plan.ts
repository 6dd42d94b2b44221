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

const latency: Latency = { fromMs: 50, toMs: 150 };

const whole: readonly Step[] = [
  { concurrent: 1, changes: { sync: 20, textbook: 20, floor: 300, ledger: 60, ingest: 100 }, counted: 8 },
  {
    concurrent: 8,
    changes: { sync: 140, textbook: 140, floor: 1500, ledger: 120, ingest: 300 },
    counted: 40,
  },
  {
    concurrent: 32,
    changes: { sync: 400, textbook: 400, floor: 3000, ledger: 160, ingest: 400 },
    counted: 160,
  },
];

const few = { sync: 8, textbook: 8, floor: 50, ledger: 20, ingest: 20 };

/** Nothing to learn from the figures: shows that all parts work. */
const smoke: readonly Step[] = [1, 8].map((concurrent) => ({ concurrent, changes: few, counted: 8 }));

export const planOf = (flags: { readonly quick: boolean; readonly runs: number }): Plan =>
  flags.quick ? { runs: 1, latency, steps: smoke } : { runs: flags.runs, latency, steps: whole };
