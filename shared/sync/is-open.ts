import type { RecordState } from '../ledger/ledger.ts';

/** Whether a record needs another look or a person. */
export const isOpen = (state: RecordState): boolean =>
  state.outcome === 'waiting' || state.outcome === 'retrying' || state.outcome === 'rejected';
