import { CounterpartError } from '../sync/counterpart-error.ts';
import { guardedScan } from '../sync/gates/guarded-scan.ts';
import type { Sync } from '../sync/sync.ts';
import { reconciliation } from './found-change.ts';

/** One Finance set in one legal entity. */
export interface ScannedSet {
  readonly map: string;
  readonly company: string;
  readonly rows: number;
  readonly published: number;
  readonly failed?: string;
}

/** Scans every set that flows from Finance to Dataverse, one after the other. @throws LedgerError, BusError */
export async function scanFinance(sync: Sync): Promise<readonly ScannedSet[]> {
  const sets: ScannedSet[] = [];
  for (const map of sync.maps.all()) {
    if (map.toDataverse === undefined || sync.maps.stopped(map) !== undefined) continue;
    for (const company of sync.companies.keys()) {
      const told = { map: map.name, company };
      try {
        sets.push({
          ...told,
          ...(await guardedScan(sync, { schema: 'scan/1', ...told, origin: reconciliation })),
        });
      } catch (error) {
        if (!(error instanceof CounterpartError)) throw error;
        sets.push({ ...told, rows: 0, published: 0, failed: error.message });
      }
    }
  }
  return sets;
}
