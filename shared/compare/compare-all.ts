import type { Sync } from '../sync/sync.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { compareMap, directionsOf } from './compare-map.ts';
import type { Comparison, ComparisonResult } from './comparison.ts';
import { patientReads } from './patient-reads.ts';
import type { Range } from './range.ts';
import { totals, type Total } from './totals.ts';

export interface ComparedAll {
  readonly counts: Readonly<Partial<Record<ComparisonResult, number>>>;
  /** Money of transactional maps. */
  readonly totals: readonly Total[];
  /** False where `goesOn` ended it: counts and sums then hold what was compared until then. */
  readonly isWhole: boolean;
}

/**
 * Compares maps one after the other.
 *
 * @param found hears of the records of each page that a person should look at, none of them equal or accepted.
 * @param goesOn asked before each page.
 * @throws CounterpartError, LedgerError, and what `found` throws.
 */
export async function compareAll(
  sync: Sync,
  maps: readonly TableMap[],
  range: Range,
  found: (rows: readonly Comparison[]) => Promise<void> | void,
  goesOn: () => boolean = () => true,
): Promise<ComparedAll> {
  const counts: Partial<Record<ComparisonResult, number>> = {};
  const sums = totals();
  const patient = patientReads(sync);
  for (const map of maps)
    for (const direction of directionsOf(map))
      for await (const rows of compareMap(patient, map, direction, range)) {
        if (!goesOn()) return { counts, totals: sums.all(), isWhole: false };
        for (const row of rows) {
          counts[row.result] = (counts[row.result] ?? 0) + 1;
          if (map.kind === 'transactional') sums.add(row);
        }
        await found(rows.filter(({ result }) => result !== 'equal' && result !== 'accepted'));
      }
  return { counts, totals: sums.all(), isWhole: true };
}
