import type { RecordState } from './ledger.ts';

/** State of a record that the ledger has not seen yet. */
export const firstState = (
  record: string,
  initial: Pick<RecordState, 'map' | 'mapVersion' | 'area'>,
  at: string,
): RecordState => ({
  record,
  ...initial,
  attempt: 0,
  distrust: false,
  epoch: 0,
  appliedOnce: false,
  pending: [],
  hasWaiters: false,
  updatedAt: at,
});
