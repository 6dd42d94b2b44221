import type { FailedJob } from '../sync/failed-jobs.ts';
import type { TableRef } from '../table-map/table-ref.ts';

/** One page of what happened to a table. */
export interface ChangedPage {
  /** Rows that were made or changed; `version` is their row version. */
  readonly changed: readonly { readonly row: string; readonly version: string }[];
  /** Ids of rows that were deleted. */
  readonly deleted: readonly string[];
  /** Where the next look goes on: on the last page, and only where the table tracks changes. */
  readonly link?: string;
}

/** What Dataverse remembers of what happened, besides its rows. */
export interface DataverseTrail {
  /**
   * What happened to a table since a link was given; without a link all its rows.
   *
   * @throws LinkRefusedError when the link is of no use any more, CounterpartError.
   */
  changesSince(table: TableRef, link: string | undefined): AsyncIterable<ChangedPage>;
  /** Failed system jobs that ended at this time (ISO 8601 UTC) or later, with the row that each is about. */
  failedSince(from: string): AsyncIterable<readonly FailedJobOfRow[]>;
}

export interface FailedJobOfRow extends FailedJob {
  /** Logical name of the table, and id. */
  readonly table: string;
  readonly row: string;
}
