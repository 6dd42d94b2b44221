import type { Telemetry } from '../telemetry/telemetry.ts';
import type { StatsCollector } from './stats-collector.ts';

/** Telemetry whose outcomes and levels are counted for the ledger too. */
export const countedIn = (stats: StatsCollector, telemetry: Telemetry): Telemetry => ({
  ...telemetry,
  outcome: (event) => {
    stats.count(event.map, event.outcome);
    telemetry.outcome(event);
  },
  levels: (levels) => {
    for (const { map, lagMs } of levels) if (lagMs > 0) stats.lag(map, lagMs);
    telemetry.levels(levels);
  },
});
