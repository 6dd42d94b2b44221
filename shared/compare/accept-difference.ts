import { recordMap } from '../support/record-map.ts';
import type { Sync } from '../sync/sync.ts';
import { acceptanceName, differenceHash, type Acceptance } from './acceptance.ts';
import { directionsOf } from './compare-map.ts';
import { compareRecord } from './compare-record.ts';

export interface Accepting {
  readonly by: string;
  readonly reason: string;
  /** ISO 8601 UTC */
  readonly until?: string;
}

export type Accepted =
  { readonly outcome: 'accepted' } | { readonly outcome: 'refused'; readonly why: string };

/**
 * A person lets the difference between the two rows of a record be, as it is now: comparisons count it and do not show it
 * any more. Nothing is written to either system. Leaves an audit row.
 *
 * @throws LedgerError; CounterpartError where a system is away.
 */
export async function acceptDifference(sync: Sync, record: string, accepting: Accepting): Promise<Accepted> {
  const found = recordMap(sync.maps, record);
  if (found === undefined) return { outcome: 'refused', why: `No map has a record ${record}.` };
  const { map, row } = found;
  let accepted = 0;
  for (const direction of directionsOf(map)) {
    const name = acceptanceName(direction, record);
    const before = await sync.ledger.control(name);
    // What was said before would hide the difference from the comparison.
    if (before !== undefined) await sync.ledger.putControlIf(name, before, undefined);
    const compared = await compareRecord(sync, map, direction, row);
    if (compared === undefined || compared.result === 'equal' || compared.result === 'accepted') continue;
    const acceptance: Acceptance = { ...accepting, difference: differenceHash(compared) };
    await sync.ledger.putControl(name, JSON.stringify(acceptance));
    const { by, reason, until } = accepting;
    await sync.ledger.addAudit({
      id: sync.newId(),
      at: new Date(sync.now()).toISOString(),
      by,
      action: 'accept',
      area: map.area,
      record,
      ...(compared.number === undefined ? {} : { number: compared.number }),
      ...(compared.company === undefined ? {} : { company: compared.company }),
      reason,
      before: {
        comparison: compared.result,
        columns: compared.columns.map(({ column }) => column).join(', '),
      },
      after: { comparison: 'accepted', ...(until === undefined ? {} : { until }) },
    });
    accepted++;
  }
  return accepted > 0
    ? { outcome: 'accepted' }
    : { outcome: 'refused', why: 'Its two rows do not differ, or it must not cross: nothing to accept.' };
}
