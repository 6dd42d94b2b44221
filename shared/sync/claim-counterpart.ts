import type { Ledger } from '../ledger/ledger.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { ProblemError } from './problem.ts';

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
  ledger: Ledger,
  map: TableMap,
  counterpartKey: string,
  record: string,
): Promise<void> {
  const name = counterpartName(map, counterpartKey);
  // Known before the write: a host that ends before the commit must not leave a row that no delete would find.
  const [owner] = await Promise.all([
    ledger.ownerOf(name),
    ledger.putAlias(intendedName(record), counterpartKey),
  ]);
  if (owner === record) return;
  if (owner !== undefined && (await isLive(ledger, owner)))
    throw new ProblemError({
      kind: 'rejected',
      uncertain: false,
      failure: {
        code: 'counterpart-taken',
        message: `The counterpart row ${counterpartKey} already belongs to ${owner}; ${record} has the same key.`,
        hint: 'Give one of the two rows another number, then replay.',
      },
    });
  await ledger.setOwner(name, record);
}

async function isLive(ledger: Ledger, record: string): Promise<boolean> {
  const state = await ledger.state(record);
  return state !== undefined && state.outcome !== 'deleted';
}
