/**
 * The value that a share of all values does not exceed (nearest rank).
 *
 * @param share above 0, up to 1.
 * @returns NaN when there are no values.
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}
