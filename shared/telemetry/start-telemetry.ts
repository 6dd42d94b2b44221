import type { TokenCredential } from '@azure/core-auth';
import { metrics, type Counter, type Histogram, type MetricOptions } from '@opentelemetry/api';
import type { OpenLevel } from '../stats/open-levels.ts';
import { figures, type FigureName } from './figures.ts';
import { keepFailures } from './keep-failures.ts';
import type { Telemetry } from './telemetry.ts';

export interface TelemetryOptions {
  /** Connection string of Application Insights; without one nothing leaves the process. */
  readonly connectionString: string | undefined;
  /** What proves who sends; undefined: the connection string alone. */
  readonly credential: TokenCredential | undefined;
  /** Part of the traces without a failure that is kept, from 0 to 1. Failures, metrics and logs are always kept. */
  readonly traceRatio: number;
  readonly now: () => number;
}

/** What was seen is told for so long; then another instance has the timer. */
const levelsKeptMs = 150_000;

/**
 * Starts Application Insights where a connection string is set, and gives the instruments to record into. The package is
 * loaded only when it is used: it is slow to load.
 *
 * Its own instruments for HTTP and for Azure's clients stay off: they would keep addresses, in which keys and filters
 * stand. Spans are our own.
 */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { connectionString, credential, traceRatio, now } = options;
  if (connectionString !== undefined) {
    const { useAzureMonitor } = await import('./azure-monitor.ts');
    const off = { enabled: false };
    useAzureMonitor({
      // That all three exporters take an identity is assumed(telemetry-by-identity).
      azureMonitorExporterOptions: { connectionString, ...(credential === undefined ? {} : { credential }) },
      // All are recorded here; which are exported is decided at their end.
      samplingRatio: 1,
      tracesPerSecond: 0,
      enableTraceBasedSamplingForLogs: false,
      spanProcessors: [keepFailures(traceRatio)],
      instrumentationOptions: { http: off, azureSdk: off, console: off, bunyan: off, winston: off },
    });
  }
  const meter = metrics.getMeter('project-operations-sync');
  const counter = (name: FigureName): Counter => meter.createCounter(name, optionsOf(name));
  const histogram = (name: FigureName): Histogram => meter.createHistogram(name, optionsOf(name));
  const changes = counter('posync.changes');
  const duration = histogram('posync.change_duration');
  const lag = histogram('posync.change_lag');
  const operations = counter('posync.counterpart_operations');
  const throttled = counter('posync.throttled');
  const conflicts = counter('posync.lease_conflicts');
  const received = counter('posync.events_received');
  const refused = counter('posync.events_refused');
  const rounds = counter('posync.reconciliations');
  const found = counter('posync.reconciliation_found');
  const alarms = counter('posync.alarms');

  let seen: { readonly at: number; readonly levels: readonly OpenLevel[] } = { at: 0, levels: [] };
  const gauge = (name: FigureName, of: (level: OpenLevel) => number): void =>
    meter.createObservableGauge(name, optionsOf(name)).addCallback((result) => {
      if (now() - seen.at > levelsKeptMs) return;
      for (const level of seen.levels) result.observe(of(level), { area: level.area, map: level.map });
    });
  gauge('posync.lag_seconds', ({ lagMs }) => lagMs / 1_000);
  gauge('posync.waiting', ({ waiting }) => waiting);
  gauge('posync.dead_letters', ({ deadLetters }) => deadLetters);

  return {
    outcome: ({ milliseconds, lagMs, ...attributes }) => {
      changes.add(1, { ...attributes });
      duration.record(milliseconds, { ...attributes });
      lag.record(lagMs, { ...attributes });
    },
    refused: (kind) => refused.add(1, { kind }),
    received: (system, through) => received.add(1, { system, through }),
    reconciled: (result, { dataverse, finance }) => {
      rounds.add(1, { result });
      found.add(dataverse, { system: 'dataverse' });
      found.add(finance, { system: 'finance' });
    },
    alarm: (kind, name) => alarms.add(1, { kind, name }),
    levels: (levels) => {
      seen = { at: now(), levels };
    },
    counterpartOperation: ({ system, kind, status }) => {
      operations.add(1, { system, kind, status: statusClass(status) });
      if (status === 429) throttled.add(1, { system });
    },
    leaseConflict: (map) => conflicts.add(1, { map }),
  };
}

const optionsOf = (name: FigureName): MetricOptions => {
  const figure: { readonly unit?: string; readonly description: string } = figures[name];
  const { unit, description } = figure;
  return unit === undefined ? { description } : { unit, description };
};

const statusClass = (status: number | undefined): string =>
  status === undefined ? 'none' : `${String(Math.floor(status / 100))}xx`;
