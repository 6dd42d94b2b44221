import type { Ledger } from '../ledger/ledger.ts';
import type { StatsRow } from '../ledger/stats-ledger.ts';
import { hourOf } from '../stats/hour-of.ts';

/** All maps in one hour. */
export interface HourOfAll {
  /** Its begin, ISO 8601 UTC. */
  readonly hour: string;
  /** Changes that ended, those that were rejected among them. */
  readonly settled: number;
  readonly rejected: number;
  /** The longest that any record was seen to be on its way, in milliseconds; undefined where nobody looked. */
  readonly lagMs?: number;
}

const hourMs = 3_600_000;
const placeMs = 300_000;
const shown = 24;

/** Counts of the last 24 hours, of every instance and map. @throws LedgerError */
export const statsOfDay = ({
  ledger,
  now,
}: {
  readonly ledger: Ledger;
  readonly now: () => number;
}): Promise<readonly StatsRow[]> => ledger.stats(hourOf(now() - (shown - 1) * hourMs));

/** The last 24 hours one by one, those in which nothing was counted too. Pure. */
export function hoursOfDay(stats: readonly StatsRow[], now: number): readonly HourOfAll[] {
  const byHour = Map.groupBy(stats, ({ hour }) => hour);
  return Array.from({ length: shown }, (_, index) => {
    const hour = hourOf(now - (shown - 1 - index) * hourMs);
    const rows = byHour.get(hour) ?? [];
    const lags = rows.flatMap(({ lagMs }) => lagMs ?? []);
    return {
      hour,
      settled: sum(rows.flatMap(({ settled }) => settled)),
      rejected: sum(rows.map(({ outcomes }) => outcomes.rejected ?? 0)),
      ...(rows.length === 0 ? {} : { lagMs: Math.max(0, ...lags) }),
    };
  });
}

/** By map, changes that ended in the five-minute places that reach into the last hour. Pure. */
export function changesOfLastHour(stats: readonly StatsRow[], now: number): ReadonlyMap<string, number> {
  const changes = new Map<string, number>();
  for (const { map, hour, settled } of stats) {
    const recent = settled.filter((_, place) => Date.parse(hour) + (place + 1) * placeMs > now - hourMs);
    changes.set(map, (changes.get(map) ?? 0) + sum(recent));
  }
  return changes;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
