import type { Change } from '../../messaging/change.ts';

/**
 * Two changes of one parked record as one. The row is read when it is released, so only words that no row tells must
 * be kept: that something was deleted, that something was expected, that a comparison was asked for. Pure.
 *
 * The change whose word is kept goes on under its own key: the other one's may be settled by a copy of it that is still
 * on its way, and the word with it.
 */
export function mergeParked(earlier: Change, later: Change): Change {
  const word = lasting.find((each) => earlier.event === each || later.event === each);
  const says = (change: Change): boolean =>
    word === undefined ? change.mode === 'verify' : change.event === word;
  const bearer = says(earlier) && !says(later) ? earlier : later;
  return { ...bearer, mode: earlier.mode === 'verify' ? 'verify' : later.mode };
}

/** A delete says more than an expectation: of a row that is gone nothing is expected. */
const lasting = ['delete', 'expect'] as const;
