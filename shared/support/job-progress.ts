import type { Job, JobItem } from '../ledger/support-ledger.ts';
import type { Sync } from '../sync/sync.ts';

export interface JobProgress {
  readonly job: Job;
  readonly toDo: number;
  /** Sent, and not answered yet. */
  readonly sent: number;
  /** How many came to what. */
  readonly results: Readonly<Record<string, number>>;
  readonly items: readonly JobItem[];
}

/** How far a job is; undefined when there is none with this id. @throws LedgerError. */
export async function jobProgress(sync: Sync, id: string): Promise<JobProgress | undefined> {
  const job = await sync.ledger.job(id);
  if (job === undefined) return undefined;
  const items = await sync.ledger.jobItems(id);
  const results: Record<string, number> = {};
  for (const { outcome } of items) if (outcome !== undefined) results[outcome] = (results[outcome] ?? 0) + 1;
  const at = (step: JobItem['step']): number => items.filter((item) => item.step === step).length;
  return { job, toDo: at('to-do'), sent: at('sent'), results, items };
}
