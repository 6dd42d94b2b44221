import { explain } from '../causes/explain.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import { parseCanonicalKey } from '../table-map/parse-canonical-key.ts';
import { sourceIdProperty } from '../table-map/source-id-property.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import type { Attempt, Result } from './attempt.ts';
import { counterpartName, intendedKeyOf, isLive } from './claim-counterpart.ts';
import type { Counterpart, RowKey } from './counterpart.ts';
import { ProblemError } from './problem.ts';
import type { Sync } from './sync.ts';
import { mayHaveComeBack } from './verify-later.ts';

export interface RowToDelete {
  readonly counterpart: Counterpart;
  readonly table: TableRef;
  readonly deletes: 'propagate' | 'never';
}

/**
 * Deletes the counterpart of a record whose source row was deleted and is gone. Only a row that this record owns is
 * touched: a new row may carry the number of the deleted one.
 */
export async function deleteCounterpart(sync: Sync, attempt: Attempt, row: RowToDelete): Promise<Result> {
  const { map, state } = attempt;
  const key = state.appliedOnce ? state.counterpartKey : await intendedInDoubt(sync, attempt);
  if (key === undefined) return { outcome: 'deleted', reason: 'nothing had been written' };
  if (row.deletes === 'never')
    return {
      outcome: 'skipped',
      reason: `${map.name} never deletes; ${key} stays in ${row.counterpart.system}`,
    };
  const owner = await sync.ledger.ownerOf(counterpartName(map, key));
  const others = owner !== undefined && owner !== state.record;
  // One that took the row over and was deleted before it wrote leaves it to us.
  const taken = others && (await isLive(sync, map, owner, key));
  if (taken && (await sync.ledger.state(owner))?.appliedOnce !== true) throw beingTaken(key, owner);
  if (owner === undefined || taken)
    return { outcome: 'deleted', reason: `${key} belongs to ${owner ?? 'nobody'} now and stays` };
  await attempt.assertMayDelete();
  attempt.assertMayWrite();
  // It stays ours until another record takes its key: a host may end before the commit, and the row come back.
  const answer = await row.counterpart.delete(row.table, rowKey(attempt, key));
  return { outcome: 'deleted', reason: answer === 'deleted' ? `${key} deleted` : `${key} was gone already` };
}

/** Deleted before it writes, the new owner would leave the row to nobody. */
const beingTaken = (key: string, owner: string): ProblemError =>
  new ProblemError({
    kind: 'waiting',
    uncertain: false,
    failure: explain('counterpart-taken', {
      code: 'counterpart-being-taken',
      message: `${key} is going to be the row of ${owner}, which has not been written yet.`,
      hint: 'It goes on by itself when that record has been written or deleted. If it stays here, look at that record.',
    }),
  });

/**
 * Key of a row that an earlier attempt may have written although no commit says so. What it was refused, it did not
 * write: a row under that key is somebody else's.
 */
async function intendedInDoubt(sync: Sync, attempt: Attempt): Promise<string | undefined> {
  const { map, state, change, inDoubt } = attempt;
  if (!inDoubt && !mayHaveComeBack(change, state)) return undefined;
  const sourceId = sourceIdProperty(map);
  if (sourceId === undefined || change.source !== 'dataverse') {
    const intended = await intendedKeyOf(sync, state);
    // Whose a row is, is said before it is written.
    return intended === undefined || (await sync.ledger.ownerOf(counterpartName(map, intended))) === undefined
      ? undefined
      : intended;
  }
  const [row] = await sync.finance.find(tableRefs(map).finance, { [sourceId]: change.row }, []);
  return row === undefined ? undefined : canonicalKey(row.key, map.finance.key);
}

function rowKey({ map, change }: Attempt, key: string): RowKey {
  return change.source === 'dataverse'
    ? parseCanonicalKey(key, map.finance.key)
    : { [map.dataverse.id]: key };
}
