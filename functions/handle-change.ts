import type { InvocationContext, ServiceBusTopicHandler } from '@azure/functions';
import { z } from 'zod';
import { receiveChange } from '../shared/sync/receive-change.ts';
import type { Area } from '../shared/table-map/area.ts';
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
    await receiveChange(sync, { area, body, ...metadata.parse(context.triggerMetadata) });
  };
