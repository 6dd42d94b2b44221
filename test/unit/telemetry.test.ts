import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { describe, expect, it } from 'vitest';
import { figures } from '../../shared/telemetry/figures.ts';
import { startTelemetry } from '../../shared/telemetry/start-telemetry.ts';

describe('telemetry', () => {
  it('counts outcomes by map and company, with duration and lag, and refused events by kind', async () => {
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
    // Without a connection string nothing leaves the process; the recorders are the same.
    const telemetry = await startTelemetry({
      connectionString: undefined,
      credential: undefined,
      traceRatio: 1,
      now: Date.now,
    });
    const event = {
      map: 'Projects V2',
      area: 'setup-configuration',
      direction: 'to-finance',
      company: 'usmf',
      outcome: 'applied',
      code: '',
    } as const;
    telemetry.outcome({ ...event, milliseconds: 12, lagMs: 345 });
    telemetry.outcome({ ...event, milliseconds: 14, lagMs: 355 });
    telemetry.refused('foreign');
    telemetry.alarm('native-twin', 'Projects V2');
    telemetry.alarm('breaker-opened', 'breaker|finance|usmf');
    telemetry.received('dataverse', 'topic');
    telemetry.reconciled('incomplete', { dataverse: 3, finance: 0 });
    telemetry.counterpartOperation({ system: 'finance', kind: 'create', status: 429 });
    telemetry.leaseConflict('Projects V2');
    telemetry.levels([
      { area: 'setup-configuration', map: 'Projects V2', lagMs: 2_000, waiting: 1, deadLetters: 0 },
    ]);
    await reader.forceFlush();

    const points = exporter
      .getMetrics()
      .flatMap((batch) => batch.scopeMetrics)
      .flatMap((scope) => scope.metrics)
      .flatMap((metric) =>
        metric.dataPoints.map((point) => [metric.descriptor.name, point.attributes, point.value]),
      );
    await reader.shutdown();
    expect(points).toContainEqual(['posync.changes', event, 2]);
    expect(points).toContainEqual([
      'posync.change_lag',
      event,
      expect.objectContaining({ sum: 700, count: 2 }),
    ]);
    expect(points).toContainEqual(['posync.change_duration', event, expect.objectContaining({ sum: 26 })]);
    expect(points).toContainEqual(['posync.events_refused', { kind: 'foreign' }, 1]);
    expect(points).toContainEqual(['posync.alarms', { kind: 'native-twin', name: 'Projects V2' }, 1]);
    expect(points).toContainEqual([
      'posync.alarms',
      { kind: 'breaker-opened', name: 'breaker|finance|usmf' },
      1,
    ]);
    expect(points).toContainEqual(['posync.events_received', { system: 'dataverse', through: 'topic' }, 1]);
    expect(points).toContainEqual(['posync.reconciliations', { result: 'incomplete' }, 1]);
    expect(points).toContainEqual(['posync.reconciliation_found', { system: 'dataverse' }, 3]);
    // What queries are checked against is what is emitted, and with which dimensions.
    const emitted = new Map(
      points.map(([name, attributes]) => [name, Object.keys(attributes as object).sort()]),
    );
    const listed = Object.entries(figures).map(([name, { by }]) => [name, Object.keys(by).sort()] as const);
    expect([...emitted].sort()).toEqual(listed.toSorted());
  });
});
