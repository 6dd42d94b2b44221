import { discardRecord, type Discard, type Discarded } from '../../shared/support/discard-record.ts';
import { askDiscard, discardRequest, endDiscardRequest } from '../../shared/support/discard-request.ts';
import { openRowOf } from '../../shared/support/open-row-of.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { areaOf } from './area-of.ts';
import { RequestError } from './request-error.ts';

/**
 * Discards a record when a second person says so; the first one's word is kept until then. Names must be proven, or one
 * person could be two.
 *
 * @throws RequestError (403) to who holds only a key; LedgerError, BusError.
 */
export async function discardByTwo(
  sync: Sync,
  record: string,
  discard: Discard,
  isSignedIn: boolean,
): Promise<Discarded | { readonly outcome: 'asked'; readonly why: string }> {
  if (!isSignedIn)
    throw new RequestError(
      403,
      `${record} is transactional: two people must agree to discard it, and a key proves nobody. Do it in the console.`,
    );
  if ((await openRowOf(sync, record)) === undefined)
    return { outcome: 'settled', why: 'It is not open (any more); nothing is left to discard.' };
  const first = await discardRequest(sync, record);
  if (first === undefined || first.by === discard.by) {
    await askDiscard(sync, record, discard);
    return { outcome: 'asked', why: 'Another person must confirm it: it is transactional.' };
  }
  const reason = `${discard.reason} (asked by ${first.by}: ${first.reason})`;
  const discarded = await discardRecord(sync, await areaOf(sync, record), record, { ...discard, reason });
  if (discarded.outcome !== 'busy') await endDiscardRequest(sync, record);
  return discarded;
}
