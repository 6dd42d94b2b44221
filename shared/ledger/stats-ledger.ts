import type { Outcome } from './ledger.ts';

/** Places that an hour has in a row's `settled`: five minutes each. */
export const placesOfHour = 12;

/** What one instance counted of one map in one hour: numbers only, nothing of a row. */
export interface StatsRow {
  readonly map: string;
  /** The hour's begin, ISO 8601 UTC: `2026-10-25T10:00:00.000Z`. */
  readonly hour: string;
  /** The process that counted. */
  readonly instance: string;
  /** Commits by what they came to; a change that is tried again counts at each attempt. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  /** Changes that ended, by the five minutes of the hour in which they did: `placesOfHour` numbers. */
  readonly settled: readonly number[];
  /** When a record was last found or made equal, ISO 8601 UTC. */
  readonly lastSuccess?: string;
  /** The longest that a record was seen to be on its way in this hour, in milliseconds. */
  readonly lagMs?: number;
}

/** Counts per map, hour and instance. Every method throws LedgerError when the store cannot be reached. */
export interface StatsLedger {
  /** Puts whole rows in place of those of the same map, hour and instance; one operation an hour of up to 100 rows. */
  putStats(rows: readonly StatsRow[]): Promise<void>;
  /** The rows of an hour and of all later ones, in no order. */
  stats(fromHour: string): Promise<readonly StatsRow[]>;
  /** When a record of each map was last found or made equal, however long ago; a later time is never replaced by an earlier one that is put after it. */
  lastSuccesses(): Promise<ReadonlyMap<string, string>>;
  /** Removes the rows of all hours before this one. @returns how many. */
  dropStats(beforeHour: string): Promise<number>;
}
