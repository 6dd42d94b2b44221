/** How breakers, pauses and the release of parked records behave. From settings. Times in milliseconds. */
export interface GateSettings {
  /** Times until the first, second, … probe of an open breaker; the last one repeats. */
  readonly probeMs: readonly number[];
  /** However long a system asks us to stay away, we look again after this. */
  readonly longestMs: number;
  /** So many different records must fail, with no success in between, where one failure alone proves nothing. */
  readonly failuresToOpen: number;
  /** Within this time. */
  readonly failureWindowMs: number;
  /** Parked records that one release sends in a second. */
  readonly releasePerSecond: number;
  /** A run of the release timer works at most this long. */
  readonly releaseMs: number;
  /** More rejections of one map and company than this pause it; 0: never. */
  readonly autoPauseRejections: number;
  readonly autoPauseMs: number;
  /** More deletes of one map than this pause its deletes; 0: never. */
  readonly deleteFloodCount: number;
  readonly deleteFloodMs: number;
  /** A transactional map waits in a company until both sides of it are linked. Off only where a test has no need of it. */
  readonly linkFirst: boolean;
}

const seconds = 1_000;
const minutes = 60 * seconds;

/** The first probes are as far apart as Finance's own advice for throttling: 10 s after the first refusal. */
export const defaultGateSettings: GateSettings = {
  probeMs: [10 * seconds, 30 * seconds, minutes, 2 * minutes, 5 * minutes, 10 * minutes],
  longestMs: 15 * minutes,
  failuresToOpen: 3,
  failureWindowMs: minutes,
  releasePerSecond: 20,
  releaseMs: 4 * minutes,
  autoPauseRejections: 50,
  autoPauseMs: 10 * minutes,
  deleteFloodCount: 50,
  deleteFloodMs: 5 * minutes,
  linkFirst: true,
};
