import { SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-node';

/**
 * Sampling that never drops a failure. All spans are recorded; when one ends it is exported if it failed, or if its
 * trace is among the part that is kept, which its id decides: the same in every process. What is not to be exported
 * loses its sampled flag, which the exporting processor after this one looks at.
 *
 * @param ratio part of the traces without a failure that is kept, from 0 to 1.
 */
export const keepFailures = (ratio: number): SpanProcessor => ({
  onStart: () => undefined,
  onEnd: (span) => {
    if (!isFailure(span) && !isKept(span.spanContext().traceId, ratio))
      span.spanContext().traceFlags = TraceFlags.NONE;
  },
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
});

const isFailure = ({ status }: ReadableSpan): boolean => status.code === SpanStatusCode.ERROR;

/** The last 8 hex digits of a trace id are random (https://www.w3.org/TR/trace-context-2/#random-trace-id-flag). */
const isKept = (traceId: string, ratio: number): boolean =>
  Number.parseInt(traceId.slice(-8), 16) < ratio * 2 ** 32;
