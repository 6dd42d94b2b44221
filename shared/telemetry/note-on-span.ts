import { trace, type Attributes } from '@opentelemetry/api';
import { failSpan } from './in-span.ts';

/** Adds to the span that is active: ids, codes and counts, never a value of a row. */
export function noteOnSpan(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}

/** Marks the span that is active as failed, so that no sampling drops it. @param type a code, never a text. */
export function failActiveSpan(type: string): void {
  const span = trace.getActiveSpan();
  if (span !== undefined) failSpan(span, type);
}
