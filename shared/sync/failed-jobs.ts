/** A system job of Dataverse that failed. */
export interface FailedJob {
  readonly id: string;
  readonly name: string;
  /** The system's own words. */
  readonly text: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/**
 * Failed system jobs that are about one Dataverse row, newest first.
 *
 * @throws CounterpartError
 */
export type FailedJobs = (rowId: string) => Promise<readonly FailedJob[]>;
