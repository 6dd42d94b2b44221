import type { Measure } from '../measure.ts';

/** A figure as a table shows it; a range only where runs differ. */
export function cells({ figure: { median, min, max } }: Pick<Measure, 'figure'>): {
  readonly median: string;
  readonly range: string;
} {
  const text = (value: number): string =>
    value.toLocaleString('en-US', {
      maximumFractionDigits: median >= 100 || Number.isInteger(median) ? 0 : median >= 10 ? 1 : 2,
    });
  return { median: text(median), range: min === max ? '' : `${text(min)}–${text(max)}` };
}
