import type { InvocationContext, ServiceBusTopicHandler } from '@azure/functions';
import { SpanKind } from '@opentelemetry/api';
import { z } from 'zod';
import { changesTopic } from '../shared/messaging/topics.ts';
import { receiveChange } from '../shared/sync/receive-change.ts';
import type { Area } from '../shared/table-map/area.ts';
import { inSpan } from '../shared/telemetry/in-span.ts';
import { carrierOfMessage } from './carrier-of-message.ts';
import { getRuntime } from './runtime.ts';

/** The worker hands the broker's sequence number on as a number; it names a delivery and is never calculated with. */
const metadata = z.object({ sequenceNumber: z.coerce.string(), messageId: z.coerce.string() });

/**
 * Handler of an area's topic trigger: reads the change and runs it. Normal return completes the message, a throw sends it
 * towards the dead-letter queue.
 */
export const handleChange =
  (area: Area): ServiceBusTopicHandler =>
  async (body: unknown, context: InvocationContext): Promise<void> => {
    const { sync, ledgerPrepared } = await getRuntime();
    await ledgerPrepared;
    const received = { area, body, ...metadata.parse(context.triggerMetadata) };
    const attributes = {
      'messaging.destination.name': changesTopic(area),
      'messaging.message.id': received.messageId,
    };
    await inSpan(
      `change ${area}`,
      { kind: SpanKind.CONSUMER, attributes, parent: carrierOfMessage(context) },
      () => receiveChange(sync, received),
    );
  };
