import { explain } from '../causes/explain.ts';
import { parseCanonicalKey } from '../table-map/parse-canonical-key.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { ProblemError } from './problem.ts';
import type { Sync } from './sync.ts';

/** Name of a counterpart row in the ledger's Owner table. Both systems take `P-1` and `p-1` for the same key. */
export const counterpartName = (map: TableMap, counterpartKey: string): string =>
  `cp|${map.name}|${counterpartKey.toLowerCase()}`;

/** Name in the ledger's Lookup table of the counterpart key that a record was about to write. */
export const intendedName = (record: string): string => `intended|${record}`;

/**
 * Makes sure that a counterpart row belongs to this record before it is written for the first time: two source rows
 * with the same number must not overwrite each other. The row of a deleted record may be taken over.
 *
 * @throws ProblemError (rejected) naming both records when another live record owns the row.
 */
export async function claimCounterpart(
  sync: Sync,
  map: TableMap,
  counterpartKey: string,
  record: string,
): Promise<void> {
  const { ledger } = sync;
  const name = counterpartName(map, counterpartKey);
  // Known before the write: a host that ends before the commit must not leave a row that no delete would find.
  const [owner] = await Promise.all([
    ledger.ownerOf(name),
    ledger.putAlias(intendedName(record), counterpartKey),
  ]);
  if (owner === record) return;
  if (owner !== undefined && (await isLive(sync, map, owner)))
    throw new ProblemError({
      kind: 'rejected',
      uncertain: false,
      failure: explain('counterpart-taken', {
        code: 'counterpart-taken',
        message: `The counterpart row ${counterpartKey} already belongs to ${owner}; ${record} has the same key.`,
        hint: 'Give one of the two rows another number, then replay.',
      }),
    });
  await ledger.setOwner(name, record);
}

/** The delete of an owner may come late, after the change of the row that has its number now: its source row decides. */
export async function isLive(sync: Sync, map: TableMap, record: string, _key = ''): Promise<boolean> {
  const state = await sync.ledger.state(record);
  if (state === undefined || state.outcome === 'deleted') return false;
  const row = record.slice(recordOf(map, '').length);
  const { dataverse, finance } = tableRefs(map);
  const source =
    map.identity === 'dataverse'
      ? await sync.dataverse.read(dataverse, { [map.dataverse.id]: row }, [])
      : await sync.finance.read(finance, parseCanonicalKey(row, map.finance.key), []);
  return source !== undefined;
}
