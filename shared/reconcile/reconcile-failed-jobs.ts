import { CounterpartError } from '../sync/counterpart-error.ts';
import type { Sync } from '../sync/sync.ts';
import type { DataverseTrail } from './dataverse-trail.ts';
import { foundChange } from './found-change.ts';
import type { Reconciled } from './reconcile.ts';

const control = 'failed-jobs';
/** Jobs may become visible a little after the time that they carry. */
const overlapMs = 300_000;
const firstLookBackMs = 86_400_000;

/**
 * Rows of ours that a failed system job is about: their notification, or a process that follows from them, was lost.
 *
 * @param until ISO 8601 UTC; the next round looks from there on.
 * @throws LedgerError, BusError
 */
export async function reconcileFailedJobs(
  sync: Sync,
  trail: DataverseTrail,
  until: string,
): Promise<Reconciled['failedJobs']> {
  const last = await sync.ledger.control(control);
  const from = last === undefined ? Date.parse(until) - firstLookBackMs : Date.parse(last) - overlapMs;
  let [found, published] = [0, 0];
  try {
    for await (const page of trail.failedSince(new Date(from).toISOString())) {
      const messages = page.flatMap(({ id, table, row }) =>
        sync.maps
          .byDataverseTable(table)
          .filter((map) => map.toFinance !== undefined && !sync.maps.isOff(map))
          .map((map) => foundChange(map, { row, version: id, event: 'seen', at: sync.now() })),
      );
      found += page.length;
      published += messages.length;
      if (messages.length > 0) await sync.bus.publish(messages);
    }
  } catch (error) {
    if (!(error instanceof CounterpartError)) throw error;
    return { found, published, failed: error.message };
  }
  await sync.ledger.putControl(control, until);
  return { found, published };
}
