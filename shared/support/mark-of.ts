import type { RecordState } from '../ledger/ledger.ts';

/** Mark of a record's state: another one tells that somebody has looked at the record since. */
export const markOf = (state: RecordState | undefined): string =>
  state === undefined ? 'none' : `${state.updatedAt} ${state.attempt} ${state.outcome ?? ''}`;
