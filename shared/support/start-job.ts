import type { Job, JobItem } from '../ledger/support-ledger.ts';
import type { Sync } from '../sync/sync.ts';
import type { Area } from '../table-map/area.ts';
import { rankItems } from './rank-items.ts';

/** One record of a frozen list. */
export interface ListedItem {
  readonly area: Area;
  readonly record: string;
  /** Business number, only to be shown. */
  readonly number?: string | undefined;
  readonly hash?: string | undefined;
  readonly parents?: readonly string[] | undefined;
}

/**
 * Writes a list of records down as a job; nothing is replayed yet. A record that is listed twice counts once.
 *
 * @throws LedgerError.
 */
export async function startJob(sync: Sync, list: readonly ListedItem[], by: string): Promise<Job> {
  const once = [...new Map(list.map((item) => [item.record, item])).values()];
  const ranks = rankItems(once);
  const items = once.map(({ area, record, number, hash }, index): JobItem => ({
    index,
    area,
    record,
    ...(number === undefined ? {} : { number }),
    ...(hash === undefined ? {} : { hash }),
    rank: ranks.get(record) ?? 0,
    step: 'to-do',
  }));
  const job: Job = {
    id: jobId(sync.newId()),
    by,
    at: new Date(sync.now()).toISOString(),
    total: items.length,
    finished: false,
  };
  await sync.ledger.addJob(job, items);
  return job;
}

/** Short enough to be read out; no two jobs of one year are likely to share it. */
const jobId = (id: string): string => id.replaceAll('-', '').slice(0, 10);
