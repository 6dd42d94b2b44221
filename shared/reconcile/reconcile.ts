import type { Sync } from '../sync/sync.ts';
import { scanFinance, type ScannedSet } from './scan-finance.ts';
import type { DataverseTrail } from './dataverse-trail.ts';
import { reconcileFailedJobs } from './reconcile-failed-jobs.ts';
import { reconcileTable, type ReconciledTable } from './reconcile-table.ts';
import { trackedTables } from './tracked-tables.ts';

/** What one round of reconciliation found and asked to be looked at. */
export interface Reconciled {
  /** ISO 8601 UTC. */
  readonly from: string;
  readonly to: string;
  readonly tables: readonly ReconciledTable[];
  readonly failedJobs: { readonly found: number; readonly published: number; readonly failed?: string };
  readonly sets: readonly ScannedSet[];
}

/**
 * Looks for what no event told: changes and deletes of every Dataverse table that a map sends, failed system jobs of
 * their rows, and posted rows of every Finance set. What is found is published once, for the sync to look at. A table or set that cannot be asked is named in the
 * report and taken up by the next round.
 *
 * @throws LedgerError, BusError
 */
export async function reconcile(sync: Sync, trail: DataverseTrail): Promise<Reconciled> {
  const from = new Date(sync.now()).toISOString();
  const tables: ReconciledTable[] = [];
  for (const tracked of trackedTables(sync.maps)) tables.push(await reconcileTable(sync, trail, tracked));
  const failedJobs = await reconcileFailedJobs(sync, trail, from);
  const sets = await scanFinance(sync);
  return { from, to: new Date(sync.now()).toISOString(), tables, failedJobs, sets };
}
