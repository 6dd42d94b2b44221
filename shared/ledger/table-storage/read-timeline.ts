import { odata } from '@azure/data-tables';
import type { TimelineRow } from '../ledger.ts';
import type { Tables } from './connect-tables.ts';
import { escapeKey } from './escape-key.ts';
import { readTimelineRow } from './timeline-row.ts';

/** The service's largest page. */
const largestPage = 1_000;

/** The newest attempts on a record, newest first. One operation per 1,000. */
export async function readTimeline(
  { records }: Tables,
  record: string,
  limit: number,
): Promise<readonly TimelineRow[]> {
  const filter = odata`PartitionKey eq ${escapeKey(record)} and RowKey ge 't:' and RowKey lt 't;'`;
  const pages = records
    .listEntities({ queryOptions: { filter } })
    .byPage({ maxPageSize: Math.max(1, Math.min(limit, largestPage)) });
  const timeline: TimelineRow[] = [];
  for await (const page of pages) {
    timeline.push(...page.map(readTimelineRow));
    if (timeline.length >= limit) break;
  }
  return timeline.slice(0, limit);
}
