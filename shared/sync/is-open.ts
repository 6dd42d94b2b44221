import type { RecordState } from '../ledger/ledger.ts';

/** Whether a record needs another look or a person. */
export const isOpen = (state: RecordState): boolean =>
  state.outcome === 'waiting' || state.outcome === 'retrying' || state.outcome === 'rejected';

/**
 * Whether a record's last word needs nobody and nothing any more. A change of it that was rejected earlier was then
 * overtaken by one that read the source later.
 */
export const isSettled = (state: RecordState): boolean => state.outcome !== undefined && !isOpen(state);
