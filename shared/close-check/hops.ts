/**
 * Where a posted line of Finance is on its way through both systems and back into the project's costs, in order. The
 * integration account is cleared when the last one is reached.
 */
export type Hop =
  | 'row in Dataverse'
  | 'approval in Dataverse'
  | 'actual in Dataverse'
  | 'staging in Finance'
  | 'posting in Finance';

/** One posted line, with the hop that it did not reach; undefined where it went all the way. */
export interface FollowedLine {
  readonly map: string;
  /** Canonical Finance key. */
  readonly line: string;
  readonly project: string;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly currency: string;
  /** Decimal text. */
  readonly amount: string;
  readonly stoppedAt?: Hop;
  readonly actual?: string;
  readonly voucher?: string;
}
