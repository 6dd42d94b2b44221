import type { RecordState } from '../ledger/ledger.ts';
import type { Result } from './attempt.ts';

/**
 * What comes of a look at a record whose source row is not there, where nobody says that it was deleted: nothing. A
 * record that was deleted before stays so.
 */
export const missingSource = ({ outcome, reason }: RecordState, missing: string): Result =>
  outcome === 'deleted' ? { outcome, reason: reason ?? missing } : { outcome: 'skipped', reason: missing };
