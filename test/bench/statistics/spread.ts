import { percentile } from './percentile.ts';

/** The same figure of several runs. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** NaN when there are no values; of an even number of values the lower middle one. */
export const spread = (values: readonly number[]): Spread => ({
  median: percentile(values, 0.5),
  min: Math.min(...values),
  max: Math.max(...values),
});
