import { UsageError } from '../usage-error.ts';

/** What the API takes for `--until DAY`: the day's first moment in UTC. @throws UsageError. */
export function readUntil(until: string | undefined): { readonly until?: string } {
  if (until === undefined) return {};
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until)) throw new UsageError('--until must be a day such as 2026-12-31');
  return { until: `${until}T00:00:00Z` };
}
