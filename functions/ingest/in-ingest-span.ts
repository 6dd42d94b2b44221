import type { InvocationContext } from '@azure/functions';
import { SpanKind } from '@opentelemetry/api';
import type { Accepted } from '../../shared/ingest/accepted.ts';
import { inSpan } from '../../shared/telemetry/in-span.ts';
import { failActiveSpan, noteOnSpan } from '../../shared/telemetry/note-on-span.ts';
import { carrierOfMessage } from '../carrier-of-message.ts';

/** Takes an event inside a span, which begins the trace of all that follows from the event. */
export const inIngestSpan = (
  context: InvocationContext,
  accept: () => Promise<Accepted>,
): Promise<Accepted> =>
  inSpan(
    `ingest ${context.functionName}`,
    {
      kind: context.triggerMetadata === undefined ? SpanKind.SERVER : SpanKind.CONSUMER,
      parent: carrierOfMessage(context),
    },
    async () => {
      const accepted = await accept();
      noteOnSpan({
        'posync.accepted': accepted.kind,
        ...(accepted.kind === 'published' ? { 'posync.changes': accepted.changes } : {}),
      });
      if (accepted.kind === 'foreign' || accepted.kind === 'unreadable') failActiveSpan(accepted.kind);
      return accepted;
    },
  );
