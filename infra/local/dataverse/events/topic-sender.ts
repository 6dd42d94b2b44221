import { setTimeout as delay } from 'node:timers/promises';
import { ServiceBusClient } from '@azure/service-bus';
import type { EventSender } from './send-event.ts';
import { executionContext } from './execution-context.ts';
import { trimContext, writeContext } from './write-context.ts';

const largestPayload = 192 * 1024;
const claims = 'http://schemas.microsoft.com/xrm/2011/Claims/';

/**
 * Writes a context to a topic as a service endpoint with JSON format does: properties of azure-integration (Microsoft
 * Learn), 192 KB, and unlike a webhook again and again until the bus takes it.
 */
export function topicSender(
  connectionString: string,
  topic: string,
  organizationId: string,
  organization: string,
): EventSender {
  const client = new ServiceBusClient(connectionString, {
    // The loop below tries again, at its own pace.
    retryOptions: { maxRetries: 0, timeoutInMs: 10_000 },
  });
  const sender = client.createSender(topic);
  const stopped = new AbortController();
  return {
    async send(event, oversize) {
      const context = executionContext(event, organizationId);
      const whole = Buffer.from(writeContext(context));
      const tooLarge = oversize || whole.length > largestPayload;
      const message = {
        body: tooLarge ? Buffer.from(writeContext(trimContext(context))) : whole,
        contentType: 'application/json',
        correlationId: event.caller.correlationId,
        applicationProperties: {
          [`${claims}Organization`]: organization,
          [`${claims}User`]: event.caller.userId,
          [`${claims}InitiatingUser`]: event.caller.userId,
          [`${claims}EntityLogicalName`]: event.table.name,
          [`${claims}RequestName`]: event.message,
          ...(tooLarge ? { MessageMaxSizeExceeded: true } : {}),
        },
      };
      for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 10_000)) {
        try {
          await sender.sendMessages(message, { abortSignal: stopped.signal });
          return undefined;
        } catch (error) {
          if (stopped.signal.aborted) throw error;
          await delay(waitMs, undefined, { signal: stopped.signal });
        }
      }
    },
    async close() {
      stopped.abort();
      await client.close();
    },
  };
}
