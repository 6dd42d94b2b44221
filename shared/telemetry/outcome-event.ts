import type { Outcome } from '../ledger/ledger.ts';
import type { Area } from '../table-map/area.ts';

/** What became of one delivery of a change: what charts and alerts are made of. No value of a row is in it. */
export interface OutcomeEvent {
  readonly map: string;
  readonly area: Area;
  readonly direction: 'to-finance' | 'to-dataverse';
  readonly company: string;
  readonly outcome: Outcome;
  /** Code of the failure; empty where there is none. */
  readonly code: string;
  /** From claim to commit. */
  readonly milliseconds: number;
  /** From the moment the source saw the change to the commit. */
  readonly lagMs: number;
}
