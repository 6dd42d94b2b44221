import type { Claimed } from '../ledger/ledger.ts';
import type { Change } from '../messaging/change.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { ReadRow } from './counterpart.ts';

/** A change whose record we hold. */
export interface ClaimedChange {
  readonly map: TableMap;
  readonly change: Change;
  readonly sequenceNumber: string;
  readonly claimed: Claimed;
  /** The holder before us ended without a commit. */
  readonly takeover: boolean;
  /** Time of the claim by the ledger's clock. */
  readonly startedAt: string;
  /** Time of the claim by the local clock: what durations are measured from. */
  readonly began: number;
  /** Epoch whose hashes count. */
  readonly epoch: number;
  /** The source row, where it was read before the claim: for the first look only. */
  readonly source?: Promise<ReadRow | undefined>;
}
