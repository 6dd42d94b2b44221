import type { Hold } from '../ledger/support-ledger.ts';

/** So long a replay may be under way unanswered before somebody else may send another. */
export const replayHoldMs = 15 * 60_000;

/** Name of the hold that keeps a second replay of a record out. */
export const replayHoldName = (record: string): string => `replay|${record}`;

/** Whether a replay of a record is still outstanding: not too old, and nobody has looked at the record since. */
export const isOutstanding = (hold: Hold, mark: string, now: number): boolean =>
  Date.parse(hold.until) > now && hold.mark === mark;
