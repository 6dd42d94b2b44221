import { metrics } from '@opentelemetry/api';
import type { OpenLevel } from '../stats/open-levels.ts';
import { keepFailures } from './keep-failures.ts';
import type { Telemetry } from './telemetry.ts';

export interface TelemetryOptions {
  /** Connection string of Application Insights; without one nothing leaves the process. */
  readonly connectionString: string | undefined;
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
  const { connectionString, traceRatio, now } = options;
  if (connectionString !== undefined) {
    const { useAzureMonitor } = await import('./azure-monitor.ts');
    const off = { enabled: false };
    useAzureMonitor({
      azureMonitorExporterOptions: { connectionString },
      // All are recorded here; which are exported is decided at their end.
      samplingRatio: 1,
      tracesPerSecond: 0,
      enableTraceBasedSamplingForLogs: false,
      spanProcessors: [keepFailures(traceRatio)],
      instrumentationOptions: { http: off, azureSdk: off, console: off, bunyan: off, winston: off },
    });
  }
  const meter = metrics.getMeter('project-operations-sync');
  const changes = meter.createCounter('posync.changes', {
    description: 'Attempts on records, by outcome, area and map',
  });
  const duration = meter.createHistogram('posync.change_duration', {
    unit: 'ms',
    description: 'From claim to commit',
  });
  const lag = meter.createHistogram('posync.change_lag', {
    unit: 'ms',
    description: 'From the source to the commit',
  });
  const operations = meter.createCounter('posync.counterpart_operations', {
    description: 'Requests to Dataverse and Finance, by what they do and the class of the answer',
  });
  const throttled = meter.createCounter('posync.throttled', {
    description: 'Requests that were answered with 429',
  });
  const conflicts = meter.createCounter('posync.lease_conflicts', {
    description: 'Claims and commits that found somebody else had been faster',
  });
  const refused = meter.createCounter('posync.events_refused', { description: 'Events refused at the door' });
  const alarms = meter.createCounter('posync.alarms', {
    description:
      'Breakers that opened, maps paused by themselves, areas whose records wait too long, maps held back by a native twin',
  });

  let seen: { readonly at: number; readonly levels: readonly OpenLevel[] } = { at: 0, levels: [] };
  const gauge = (name: string, unit: string, description: string, of: (level: OpenLevel) => number): void =>
    meter.createObservableGauge(name, { unit, description }).addCallback((result) => {
      if (now() - seen.at > levelsKeptMs) return;
      for (const level of seen.levels) result.observe(of(level), { area: level.area, map: level.map });
    });
  gauge('posync.lag_seconds', 's', 'How long the oldest record is on its way', ({ lagMs }) => lagMs / 1_000);
  gauge('posync.waiting', '1', 'Records that go on by themselves', ({ waiting }) => waiting);
  gauge('posync.dead_letters', '1', 'Records that wait for a person', ({ deadLetters }) => deadLetters);

  return {
    outcome: ({ milliseconds, lagMs, ...attributes }) => {
      changes.add(1, { ...attributes });
      duration.record(milliseconds, { ...attributes });
      lag.record(lagMs, { ...attributes });
    },
    refused: (kind) => refused.add(1, { kind }),
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

const statusClass = (status: number | undefined): string =>
  status === undefined ? 'none' : `${String(Math.floor(status / 100))}xx`;
