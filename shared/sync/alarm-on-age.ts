import type { OpenRow } from '../ledger/ledger.ts';
import type { Area } from '../table-map/area.ts';
import type { Sync } from './sync.ts';

/**
 * One alarm for an area whose records have been waiting, or tried again, for too long: what should go on by itself does
 * not. Rejected records are not among them, they wait for a person anyway. Raised again after the same time while that
 * stays so.
 *
 * @param open the area's open records.
 * @throws LedgerError
 */
export async function alarmOnAge(sync: Sync, area: Area, open: readonly OpenRow[]): Promise<void> {
  const { ledger, telemetry, timing } = sync;
  if (timing.waitAlarmMs === 0) return;
  const limit = new Date(sync.now() - timing.waitAlarmMs).toISOString();
  const old = open
    .filter(({ outcome, since }) => outcome !== 'rejected' && since < limit)
    .toSorted((a, b) => a.since.localeCompare(b.since));
  const name = `age-alarm|${area}`;
  const raised = await ledger.control(name);
  const [oldest] = old;
  if (oldest === undefined) {
    if (raised !== undefined) await ledger.putControlIf(name, raised, undefined);
    return;
  }
  if (raised !== undefined && raised > limit) return;
  // One host of several.
  if (!(await ledger.putControlIf(name, raised, new Date(sync.now()).toISOString()))) return;
  sync.log(
    `ALARM ${String(old.length)} records of ${area} do not go on by themselves, the oldest since ${oldest.since}: ${oldest.record}: ${oldest.failure.cause ?? oldest.failure.code}`,
  );
  telemetry.alarm('waiting-long', area);
}
