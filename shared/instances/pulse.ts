import { LedgerError } from '../ledger/ledger-error.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { flushStats } from '../stats/flush-stats.ts';
import { hourOf } from '../stats/hour-of.ts';
import type { StatsCollector } from '../stats/stats-collector.ts';
import { beat, endBeat } from './beat.ts';
import type { Share } from './share.ts';

export interface PulseOptions {
  readonly ledger: Ledger;
  readonly instance: string;
  readonly stats: StatsCollector;
  readonly share: Share;
  readonly everyMs: number;
  readonly now: () => number;
}

/** What every instance does by itself, whoever of them has the timers. */
export interface Pulse {
  /** Says that it lives, learns how many do, and puts what it counted into the ledger. Never throws for a ledger that is away. */
  once(): Promise<void>;
  /** The same a last time, when the instance ends. */
  end(): Promise<void>;
}

/** Counts are kept for so long. */
const keptMs = 35 * 24 * 3_600_000;

/** The pulse of this instance: says that it lives, learns how many do, and writes down what it counted. */
export function pulse({ ledger, instance, stats, share, everyMs, now }: PulseOptions): Pulse {
  let droppedIn = '';
  const dropOld = async (): Promise<void> => {
    const hour = hourOf(now());
    if (hour === droppedIn) return;
    await ledger.dropStats(hourOf(now() - keptMs));
    droppedIn = hour;
  };
  return {
    once: () =>
      unlessAway(async () => {
        share.setLive(await beat({ ledger, instance, everyMs, now }));
        if (await flushStats(stats, ledger)) await dropOld();
      }),
    end: () =>
      unlessAway(async () => {
        await flushStats(stats, ledger);
        await endBeat({ ledger, instance });
      }),
  };
}

/** The next pulse does what this one could not. */
async function unlessAway(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
  }
}
