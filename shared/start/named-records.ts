import { openRows } from '../support/open-rows.ts';
import { recordMap } from '../support/record-map.ts';
import type { Sync } from '../sync/sync.ts';
import type { RunAsked } from './start-run.ts';
import { startOrder } from './start-order.ts';

/** Records by their names in the ledger, and the open ones of a cause. */
export interface RecordsAsked {
  readonly records?: readonly string[];
  readonly cause?: string;
  readonly map?: string;
  readonly company?: string;
}

/**
 * The rows that are meant, by map, maps in the order in which they must cross. Records of a map that does not exist are
 * left out.
 *
 * @throws LedgerError
 */
export async function namedRecords(
  sync: Sync,
  { records = [], cause, map, company }: RecordsAsked,
): Promise<NonNullable<RunAsked['only']>> {
  const open =
    cause === undefined
      ? []
      : await openRows(sync, {
          cause,
          ...(map === undefined ? {} : { map }),
          ...(company === undefined ? {} : { company }),
        });
  const names = new Set([...records, ...open.map(({ record }) => record)]);
  const rows = new Map<string, string[]>();
  for (const name of names) {
    const found = recordMap(sync.maps, name);
    if (found === undefined) continue;
    rows.set(found.map.name, [...(rows.get(found.map.name) ?? []), found.row]);
  }
  return startOrder(sync.maps).flatMap(({ name }) => {
    const found = rows.get(name);
    return found === undefined ? [] : [{ map: name, company: '*', rows: found }];
  });
}
