import type { Change } from '../../messaging/change.ts';

/**
 * Two changes of one parked record as one. The row is read when it is released, so only words that no row tells must
 * be kept: that something was deleted, that something was expected, that a comparison was asked for. Pure.
 */
export function mergeParked(earlier: Change, later: Change): Change {
  const event = lasting.find((word) => earlier.event === word || later.event === word) ?? later.event;
  const mode = earlier.mode === 'verify' ? 'verify' : later.mode;
  return { ...later, event, mode };
}

/** A delete says more than an expectation: of a row that is gone nothing is expected. */
const lasting = ['delete', 'expect'] as const;
