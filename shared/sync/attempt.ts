import type { RecordState } from '../ledger/ledger.ts';
import type { Change } from '../messaging/change.ts';
import type { TableMap } from '../table-map/table-map.ts';

/** One look at a claimed record: what there is to know before its source is read. */
export interface Attempt {
  readonly map: TableMap;
  readonly change: Change;
  /** The record's state as claimed. */
  readonly state: RecordState;
  /** No stored hash may be trusted: compare with the counterpart. */
  readonly verify: boolean;
  /** An earlier attempt may have written although no commit says so. */
  readonly inDoubt: boolean;
  /** What became known of the row so far; kept even when the attempt fails. */
  readonly noted: Noted;
  /** @throws ProblemError when the lease is too far gone for a write to start. */
  readonly assertMayWrite: () => void;
  /** To be called once the row's company is known. @throws ShutError where a breaker or a pause holds it back. */
  readonly assertCompanyOpen: (company: string | undefined) => Promise<void>;
  /** @throws ShutError where deletes are paused. */
  readonly assertMayDelete: () => Promise<void>;
}

/** Where a row belongs: what lists and holds back open records. */
export interface Noted {
  company?: string;
  /** Canonical Finance key of its project: `usmf|P-1001`, in lower case. */
  project?: string;
}

/** How an attempt ended. Anything that is thrown instead becomes a Problem. */
export type Result =
  | {
      readonly outcome: 'applied' | 'unchanged';
      readonly company: string | undefined;
      readonly number: string | undefined;
      readonly project?: string;
      readonly counterpartKey: string;
      readonly hash: string;
      readonly changedFields: readonly string[];
      readonly reason?: string;
      /** Row that names the document's header, where the record is a line of one. */
      readonly headerKey?: string;
    }
  | {
      readonly outcome: 'skipped';
      readonly reason: string;
      readonly company?: string | undefined;
      readonly number?: string | undefined;
    }
  | { readonly outcome: 'deleted'; readonly reason: string };
