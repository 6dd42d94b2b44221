import { spread, type Spread } from './statistics/spread.ts';

/** One figure of a bench; a line of the table. */
export interface Measure {
  /** Under which circumstances: `32 at once`. */
  readonly of: string;
  /** Who or what is measured: `this project`. */
  readonly what: string;
  /** What the number counts: `changes/s`. */
  readonly unit: string;
  /** Of all runs. */
  readonly figure: Spread;
  readonly goal?: Goal;
}

export interface Goal {
  /** `at most 0.1`. */
  readonly text: string;
  readonly met: boolean;
}

/** A figure that is counted, or measured once. */
export const once = (value: number): Spread => spread([value]);

/** Whether the median is so high at most. */
export const atMost = (most: number, { median }: Spread): Goal => ({
  text: `≤ ${String(most)}`,
  met: median <= most,
});

export const atLeast = (least: number, { median }: Spread): Goal => ({
  text: `≥ ${String(least)}`,
  met: median >= least,
});
