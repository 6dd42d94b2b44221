import type { Outcome } from '../ledger/ledger.ts';
import { placesOfHour, type StatsRow } from '../ledger/stats-ledger.ts';
import { hourOf } from './hour-of.ts';

/** Counts in this process what becomes of changes; costs no ledger operation. */
export interface StatsCollector {
  count(map: string, outcome: Outcome): void;
  /** How long the oldest record of a map is on its way just now, in milliseconds. */
  lag(map: string, milliseconds: number): void;
  /** Rows, whole, of what was counted since they were last taken. */
  take(): readonly StatsRow[];
  /** These rows could not be kept: the next `take` gives them again. */
  giveBack(rows: readonly StatsRow[]): void;
}

interface Counted {
  readonly map: string;
  readonly hour: string;
  readonly outcomes: Partial<Record<Outcome, number>>;
  readonly settled: number[];
  lastSuccess?: string;
  lagMs?: number;
}

const fiveMinutesMs = 300_000;

/**
 * @param instance name of this process, never used by another one: its rows are put whole, and what two processes of one
 * name counted would replace each other.
 */
export function statsCollector(instance: string, now: () => number): StatsCollector {
  const rows = new Map<string, Counted>();
  const untaken = new Set<string>();

  const rowOf = (map: string): Counted => {
    const hour = hourOf(now());
    const name = nameOf({ map, hour });
    const row = rows.get(name) ?? {
      map,
      hour,
      outcomes: {},
      settled: Array.from({ length: placesOfHour }, () => 0),
    };
    rows.set(name, row);
    untaken.add(name);
    return row;
  };

  return {
    count(map, outcome) {
      const row = rowOf(map);
      row.outcomes[outcome] = (row.outcomes[outcome] ?? 0) + 1;
      if (outcome === 'waiting' || outcome === 'retrying') return;
      const place = Math.floor((now() - Date.parse(row.hour)) / fiveMinutesMs);
      row.settled[place] = (row.settled[place] ?? 0) + 1;
      if (isSuccess(outcome)) row.lastSuccess = new Date(now()).toISOString();
    },
    lag(map, milliseconds) {
      const row = rowOf(map);
      row.lagMs = Math.max(row.lagMs ?? 0, Math.round(milliseconds));
    },
    take() {
      const taken = [...untaken].flatMap((name) => {
        const row = rows.get(name);
        return row === undefined ? [] : [{ ...structuredClone(row), instance }];
      });
      untaken.clear();
      // What is over is kept no longer than until it is taken.
      for (const [name, { hour }] of rows) if (hour !== hourOf(now())) rows.delete(name);
      return taken;
    },
    giveBack(given) {
      for (const { instance: _, ...row } of given) {
        const name = nameOf(row);
        untaken.add(name);
        // What was counted meanwhile lies in the same row, and is in none that was taken earlier.
        if (!rows.has(name)) rows.set(name, structuredClone(row) as Counted);
      }
    },
  };
}

const nameOf = ({ map, hour }: { readonly map: string; readonly hour: string }): string => `${hour} ${map}`;

/** Both rows are known to agree, or to be gone. */
const isSuccess = (outcome: Outcome): boolean => ['applied', 'unchanged', 'deleted'].includes(outcome);
