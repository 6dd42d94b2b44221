import type { ContenderKey } from '../contenders/contender.ts';
import type { PerChange } from '../count/per-change.ts';
import type { Spread } from '../statistics/spread.ts';

/** All runs of one contender at one concurrency; times in milliseconds. */
export interface Line {
  readonly concurrent: number;
  /** Dataverse answered no more requests than its limits sustain. */
  readonly paced: boolean;
  readonly contender: ContenderKey;
  readonly title: string;
  readonly changesPerSecond: Spread;
  /** This project's changes per second divided by this line's of the same round. */
  readonly ratio: Spread;
  readonly p50: Spread;
  readonly p95: Spread;
  readonly answerP50?: Spread;
  readonly answerP95?: Spread;
  readonly busyCores: Spread;
  readonly perChange?: PerChange;
}
