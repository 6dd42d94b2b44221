import { metrics } from '@opentelemetry/api';
import type { Telemetry } from './telemetry.ts';

/**
 * Starts Application Insights where a connection string is set, and gives the counters and histograms to record into.
 * Without one the recorders exist and go nowhere. The package is loaded only when it is used: it is slow to load.
 */
export async function startTelemetry(connectionString: string | undefined): Promise<Telemetry> {
  if (connectionString !== undefined) {
    const { useAzureMonitor } = await import('./azure-monitor.ts');
    useAzureMonitor({ azureMonitorExporterOptions: { connectionString } });
  }
  const meter = metrics.getMeter('project-operations-sync');
  const changes = meter.createCounter('changes', { description: 'Attempts on records, by map and outcome' });
  const duration = meter.createHistogram('change.duration', {
    unit: 'ms',
    description: 'From claim to commit',
  });
  const lag = meter.createHistogram('change.lag', {
    unit: 'ms',
    description: 'From the source to the commit',
  });
  const refused = meter.createCounter('events.refused', { description: 'Events refused at the door' });
  const alarms = meter.createCounter('alarms', {
    description:
      'Breakers that opened, maps paused by themselves, areas whose records wait too long, maps held back by a native twin',
  });
  return {
    outcome: ({ milliseconds, lagMs, ...dimensions }) => {
      const attributes = { ...dimensions };
      changes.add(1, attributes);
      duration.record(milliseconds, attributes);
      lag.record(lagMs, attributes);
    },
    refused: (kind) => refused.add(1, { kind }),
    alarm: (kind, name) => alarms.add(1, { kind, name }),
  };
}
