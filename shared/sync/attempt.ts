import type { RecordState } from '../ledger/ledger.ts';
import type { Change } from '../messaging/change.ts';
import type { Row } from '../odata/value.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { ReadRow, WriteValue } from './counterpart.ts';

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
  /** The source row, where it was read already. */
  readonly source?: Promise<ReadRow | undefined>;
  /** What became known of the row so far; kept even when the attempt fails. */
  readonly noted: Noted;
  /** @throws ProblemError when the lease is too far gone for a write to start. */
  readonly assertMayWrite: () => void;
  /** To be called once the row's company is known. @throws ShutError where a breaker or a pause holds it back. */
  readonly assertCompanyOpen: (company: string | undefined) => Promise<void>;
  /** @throws ShutError where deletes are paused. */
  readonly assertMayDelete: () => Promise<void>;
  /** Hears what both rows hold and should hold; a preview shows it to a person. */
  readonly witness?: (seen: Seen) => void;
}

/** What became known of the two rows on the way, in the form of the counterpart where it is wanted. */
export interface Seen {
  readonly source?: Row;
  /** What the counterpart should hold, key included. */
  readonly wanted?: Readonly<Record<string, WriteValue>>;
  /** What only a new row gets. */
  readonly createOnly?: Readonly<Record<string, WriteValue>>;
  readonly existing?: ReadRow | 'absent';
}

/** Where a row belongs: what lists and holds back open records. */
export interface Noted {
  company?: string;
  /** Canonical Finance key of its project: `usmf|P-1001`, in lower case. */
  project?: string;
  /** Business number, as soon as it is known. */
  number?: string;
  /** Hash of what is about to be written. */
  attempted?: string;
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
      /** It was made open although its source is closed, or without a reference of a circle: a later look completes it. */
      readonly completesLater?: true;
      /** Row that names the document's header, where the record is a line of one. */
      readonly headerKey?: string;
    }
  | {
      readonly outcome: 'skipped';
      readonly reason: string;
      /** The rows differ, and the counterpart's may not be written any more. */
      readonly frozen?: true;
      readonly company?: string | undefined;
      readonly number?: string | undefined;
    }
  | { readonly outcome: 'deleted'; readonly reason: string };
