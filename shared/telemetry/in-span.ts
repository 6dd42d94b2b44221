import {
  context,
  propagation,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
  type SpanKind,
} from '@opentelemetry/api';

/** W3C trace context that a message carries: `traceparent` and what goes with it. */
export type TraceCarrier = Readonly<Record<string, string>>;

export interface SpanOptions {
  readonly kind: SpanKind;
  readonly attributes?: Attributes;
  /** Where the work was asked for; what is active here where it is undefined or names no trace. */
  readonly parent?: TraceCarrier | undefined;
}

/**
 * Does work inside a span. A span that ends by a throw failed; only the error's name is kept of it, since texts of both
 * systems repeat values of rows. Without telemetry the work is done and nothing else.
 */
export function inSpan<T>(
  name: string,
  { kind, attributes = {}, parent }: SpanOptions,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer().startActiveSpan(name, { kind, attributes }, parentOf(parent), async (span) => {
    try {
      return await work(span);
    } catch (error) {
      failSpan(span, error instanceof Error ? error.name : 'unknown');
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Marks a span as failed. @param type the kind of failure: a code, never a text. */
export function failSpan(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** The trace that is active here, to be carried by a message; empty without telemetry. */
export function carrierOfActive(): TraceCarrier {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** Asked for anew each time: a provider that is registered later counts. */
const tracer = () => trace.getTracer('project-operations-sync');

const parentOf = (parent: TraceCarrier | undefined): Context =>
  parent === undefined ? context.active() : propagation.extract(context.active(), parent);
