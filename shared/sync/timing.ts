/** All times of the sync, in milliseconds. From settings; the defaults are the design's. */
export interface Timing {
  /** How long a claim holds a record. */
  readonly leaseMs: number;
  /** No write starts later than this after the claim; the HTTP time-out is shorter than the rest of the lease. */
  readonly lastWriteMs: number;
  /** Delays before the tries of a transient failure; the last one repeats. */
  readonly retryMs: readonly number[];
  /** A transient failure is rejected when the chain is longer than this. */
  readonly giveUpMs: number;
  /** Delays before a look at a missing reference; the last one repeats. */
  readonly recheckMs: readonly number[];
  /** Delay of the copy that is sent while the ledger is away. */
  readonly ledgerAwayMs: number;
  /** When a record is compared with its counterpart after somebody took over an expired lease. */
  readonly verifyAfterMs: number;
  /** Checks of one document within this time become one. */
  readonly documentWindowMs: number;
  /** A minute of a map's expectations; shorter where time is compressed. */
  readonly expectationMinuteMs: number;
  /** Records that wait, or are tried again, for longer raise an alarm; 0: never. */
  readonly waitAlarmMs: number;
}

const minutes = 60_000;

export const defaultTiming: Timing = {
  leaseMs: 2 * minutes,
  lastWriteMs: minutes,
  retryMs: [5_000, 15_000, minutes, 5 * minutes, 15 * minutes, 60 * minutes],
  giveUpMs: 24 * 60 * minutes,
  recheckMs: [minutes, 5 * minutes, 15 * minutes, 60 * minutes],
  ledgerAwayMs: 30_000,
  verifyAfterMs: 10 * minutes,
  documentWindowMs: 5_000,
  expectationMinuteMs: minutes,
  waitAlarmMs: 24 * 60 * minutes,
};
