import { epochControl, epochOf } from '../sync/cached-epoch.ts';
import type { Sync } from '../sync/sync.ts';

/**
 * Says that the ledger's memory of what was sent can no longer be believed, because one of both systems was restored or
 * refreshed. From now on every record is compared with its counterpart once when it is looked at, scans bring every row
 * again, and the next reconciliation compares every row in place of following its links. Leaves an audit row.
 *
 * @returns the new epoch. Hosts follow within seconds.
 * @throws LedgerError
 */
export async function raiseEpoch(
  sync: Sync,
  { by, reason }: { readonly by: string; readonly reason: string },
): Promise<number> {
  for (;;) {
    const text = await sync.ledger.control(epochControl);
    const before = epochOf(text);
    const epoch = before + 1;
    if (!(await sync.ledger.putControlIf(epochControl, text, String(epoch)))) continue;
    await sync.ledger.addAudit({
      id: sync.newId(),
      at: new Date(sync.now()).toISOString(),
      by,
      action: 'distrust',
      record: epochControl,
      reason,
      before: { epoch: String(before) },
      after: { epoch: String(epoch) },
    });
    return epoch;
  }
}
