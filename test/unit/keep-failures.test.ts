import { SpanStatusCode } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { describe, expect, it } from 'vitest';
import { keepFailures } from '../../shared/telemetry/keep-failures.ts';

/** Names of the spans that are exported of 400 traces, each with a success and a failure. */
async function exported(ratio: number): Promise<readonly string[]> {
  const exporter = new InMemorySpanExporter();
  const processors = [keepFailures(ratio), new SimpleSpanProcessor(exporter)];
  const provider = new BasicTracerProvider({ spanProcessors: processors });
  const tracer = provider.getTracer('test');
  for (let trace = 0; trace < 400; trace++) {
    tracer.startSpan('success', { root: true }).end();
    const failure = tracer.startSpan('failure', { root: true });
    failure.setStatus({ code: SpanStatusCode.ERROR });
    failure.end();
  }
  await provider.forceFlush();
  return exporter.getFinishedSpans().map(({ name }) => name);
}

const count = (names: readonly string[], name: string): number =>
  names.filter((each) => each === name).length;

describe('sampling of traces', () => {
  it('exports every failure, whatever part of the rest is kept', async () => {
    for (const ratio of [0, 0.1, 1]) expect(count(await exported(ratio), 'failure')).toBe(400);
  });

  it('exports about the part of the successes that is asked for: none, all, a tenth', async () => {
    expect(count(await exported(0), 'success')).toBe(0);
    expect(count(await exported(1), 'success')).toBe(400);
    // 40 expected, with a deviation of 6: beyond these bounds in one of a billion runs.
    const tenth = count(await exported(0.1), 'success');
    expect(tenth).toBeGreaterThan(4);
    expect(tenth).toBeLessThan(76);
  });
});
