import type { InvocationContext } from '@azure/functions';
import { z } from 'zod';
import type { TraceCarrier } from '../shared/telemetry/in-span.ts';

const metadata = z.object({
  applicationProperties: z.object({
    traceparent: z.string(),
    tracestate: z.string().exactOptional(),
  }),
});

/** The trace in which a message was sent; that of the host's invocation where it names none, or where it is a call. */
export function carrierOfMessage({ triggerMetadata, traceContext }: InvocationContext): TraceCarrier {
  const read = metadata.safeParse(triggerMetadata);
  if (read.success) return read.data.applicationProperties;
  const traceparent = traceContext?.traceParent;
  return traceparent === undefined ? {} : { traceparent };
}
