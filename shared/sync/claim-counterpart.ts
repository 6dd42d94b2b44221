import { explain } from '../causes/explain.ts';
import type { RecordState } from '../ledger/ledger.ts';
import type { Row } from '../odata/value.ts';
import { wholeKey } from '../table-map/whole-key.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import { parseCanonicalKey } from '../table-map/parse-canonical-key.ts';
import { recordOf } from '../table-map/record-of.ts';
import { sourceIdProperty } from '../table-map/source-id-property.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { transformToFinance } from '../table-map/transform-to-finance.ts';
import type { Attempt } from './attempt.ts';
import { ProblemError } from './problem.ts';
import type { Sync } from './sync.ts';

/** Name of a counterpart row in the ledger's Owner table. Both systems take `P-1` and `p-1` for the same key. */
export const counterpartName = (map: TableMap, counterpartKey: string): string =>
  `cp|${map.name}|${counterpartKey.toLowerCase()}`;

/**
 * Name in the ledger's Lookup table of the counterpart key that a record was about to write, where its first claim did
 * not say it. Not kept where the row itself carries the id of its source: then it is found by that.
 */
const intendedName = (record: string): string => `intended|${record}`;

/** The counterpart key that an earlier attempt was about to write, whatever became of it. */
export const intendedKeyOf = async (
  { ledger }: Sync,
  { record, intendedKey }: RecordState,
): Promise<string | undefined> => (await ledger.lookUp(intendedName(record))) ?? intendedKey;

/**
 * Makes sure that a counterpart row belongs to this record before it is written for the first time: two source rows
 * with the same number must not overwrite each other, and one whose number changed after a write that nobody committed
 * must not be made a second time. The row of a deleted record may be taken over.
 *
 * @throws ProblemError (rejected) naming both records when another live record owns the row, or both keys when this one
 * may have been written under another.
 */
export async function claimCounterpart(
  sync: Sync,
  map: TableMap,
  counterpartKey: string,
  { state, inDoubt }: Pick<Attempt, 'state' | 'inDoubt'>,
): Promise<void> {
  const { ledger } = sync;
  const { record, outcome } = state;
  const name = counterpartName(map, counterpartKey);
  const tells = sourceIdProperty(map) !== undefined;
  // No attempt came to an end before and none broke off: nothing was intended, so there is nothing to look up.
  if (outcome === undefined && !inDoubt) {
    if (!tells && state.intendedKey !== counterpartKey)
      await ledger.putAlias(intendedName(record), counterpartKey);
    if (await ledger.setOwner(name, undefined, record)) return;
  }
  const [owner] = await Promise.all([
    ledger.ownerOf(name),
    tells ? undefined : intend(sync, map, state, counterpartKey),
  ]);
  if (owner === record) return;
  if (owner !== undefined && (await isLive(sync, map, owner, counterpartKey)))
    throw new ProblemError({
      kind: 'rejected',
      uncertain: false,
      failure: explain('counterpart-taken', {
        code: 'counterpart-taken',
        message: `The counterpart row ${counterpartKey} already belongs to ${owner}; ${record} has the same key.`,
        hint: 'Give one of the two rows another number, then replay.',
      }),
    });
  if (owner !== undefined) await assertIdle(sync, owner, counterpartKey);
  if (!(await ledger.setOwner(name, owner, record)))
    throw busy(`The counterpart row ${counterpartKey} became that of another record at this moment.`);
  if (owner !== undefined) await assertIdle(sync, owner, counterpartKey);
}

/** Known before the write: a host that ends before the commit must not leave a row that no delete would find. */
async function intend(sync: Sync, map: TableMap, state: RecordState, counterpartKey: string): Promise<void> {
  const intended = await intendedKeyOf(sync, state);
  if (intended === counterpartKey) return;
  if (intended !== undefined) await assertNotWritten(sync, map, state.record, { intended, counterpartKey });
  await sync.ledger.putAlias(intendedName(state.record), counterpartKey);
}

/**
 * The delete of the earlier owner may be under way: it would hit the row that we are about to write. Looked at before
 * and after the row is ours, since it looks for the owner after its claim.
 */
async function assertIdle(sync: Sync, owner: string, counterpartKey: string): Promise<void> {
  const lease = (await sync.ledger.state(owner))?.lease;
  // A holder who ended long ago deletes nothing any more.
  if (lease === undefined || Date.parse(lease.until) + sync.timing.verifyAfterMs < sync.now()) return;
  throw busy(
    `The counterpart row ${counterpartKey} was that of ${owner}, which is worked on at this moment.`,
  );
}

const busy = (message: string): ProblemError =>
  new ProblemError({
    kind: 'transient',
    uncertain: false,
    failure: explain('update-conflict', {
      code: 'counterpart-busy',
      message,
      hint: 'It is tried again by itself.',
    }),
  });

/**
 * Whether the owner of a counterpart row still has a right to it. Its delete may come late, after the change of the row
 * that has its number now, so its source row decides; and an owner that was never written may have another number.
 */
export async function isLive(
  sync: Sync,
  map: TableMap,
  record: string,
  counterpartKey: string,
): Promise<boolean> {
  const state = await sync.ledger.state(record);
  if (state === undefined || state.outcome === 'deleted') return false;
  const row = record.slice(recordOf(map, '').length);
  const { dataverse, finance } = tableRefs(map);
  if (map.identity === 'finance')
    return (await sync.finance.read(finance, parseCanonicalKey(row, map.finance.key), [])) !== undefined;
  const columns = state.appliedOnce ? [] : columnsToRead(map, 'to-finance');
  const source = await sync.dataverse.read(dataverse, { [map.dataverse.id]: row }, columns);
  if (source === undefined) return false;
  if (state.appliedOnce ? isWrittenAs(state, counterpartKey) : isCalled(map, source.values, counterpartKey))
    return true;
  // Written under its old number, perhaps, by a host that ended before it could say so.
  return (
    (await sync.finance.read(finance, parseCanonicalKey(counterpartKey, map.finance.key), [])) !== undefined
  );
}

/** Whether a record was written under this key: it may have given the key up since we read whose it is. */
const isWrittenAs = ({ counterpartKey: known }: RecordState, counterpartKey: string): boolean =>
  known === undefined || known.toLowerCase() === counterpartKey.toLowerCase();

/** Whether a source row has this key. */
const isCalled = (map: TableMap, source: Row, counterpartKey: string): boolean =>
  wholeKey(map, transformToFinance(map, source).key) === counterpartKey;

/**
 * A record that was never committed under its earlier key may still have been written under it. A row that is there and
 * is ours cannot be renamed; where there is none, the earlier key is free for others.
 */
async function assertNotWritten(
  sync: Sync,
  map: TableMap,
  record: string,
  { intended, counterpartKey }: { readonly intended: string; readonly counterpartKey: string },
): Promise<void> {
  const name = counterpartName(map, intended);
  if ((await sync.ledger.ownerOf(name)) !== record) return;
  const { dataverse, finance } = tableRefs(map);
  const written =
    map.identity === 'dataverse'
      ? await sync.finance.read(finance, parseCanonicalKey(intended, map.finance.key), [])
      : await sync.dataverse.read(dataverse, { [map.dataverse.id]: intended }, []);
  if (written === undefined) return sync.ledger.removeOwner(name, record);
  throw writtenBefore(intended, counterpartKey);
}

/** A row that an attempt whose end nobody knows wrote under another key. */
export const writtenBefore = (earlierKey: string, counterpartKey: string): ProblemError =>
  new ProblemError({
    kind: 'rejected',
    uncertain: false,
    failure: explain('key-changed', {
      code: 'key-changed',
      message: `The row may have been written as ${earlierKey} and is now called ${counterpartKey}.`,
      hint: 'Give the row its old number again, then replay.',
    }),
  });
