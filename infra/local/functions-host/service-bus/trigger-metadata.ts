import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { RpcTypedData } from '../app/core-types.ts';

/**
 * The binding data of one message, named and typed as by the Service Bus extension (ServiceBusTriggerBindingStrategy)
 * and the host's conversion: text goes as text, which the library parses if it is JSON, all else as JSON. The delivery
 * count starts at 1 there, at 0 in the JavaScript SDK. The `…Utc` times have no `Z`, as .NET writes them.
 * The extension's own objects (`client`, `messageReceiver`, …) and the copied properties of JSON bodies are left out.
 */
export function triggerMetadata(message: ServiceBusReceivedMessage): Record<string, RpcTypedData> {
  const properties = { json: JSON.stringify(message.applicationProperties ?? {}) };
  const values: Record<string, RpcTypedData | undefined> = {
    DeliveryCount: { json: String((message.deliveryCount ?? 0) + 1) },
    DeadLetterSource: text(message.deadLetterSource),
    LockToken: text(message.lockToken),
    ExpiresAtUtc: dateTime(message.expiresAtUtc, ''),
    ExpiresAt: dateTime(message.expiresAtUtc, '+00:00'),
    EnqueuedTimeUtc: dateTime(message.enqueuedTimeUtc, ''),
    EnqueuedTime: dateTime(message.enqueuedTimeUtc, '+00:00'),
    MessageId: text(message.messageId),
    ContentType: text(message.contentType),
    ReplyTo: text(message.replyTo),
    SequenceNumber: message.sequenceNumber && { json: message.sequenceNumber.toString() },
    To: text(message.to),
    Subject: text(message.subject),
    Label: text(message.subject),
    CorrelationId: text(message.correlationId),
    ApplicationProperties: properties,
    UserProperties: properties,
    SessionId: text(message.sessionId),
    ReplyToSessionId: text(message.replyToSessionId),
    PartitionKey: text(message.partitionKey),
  };
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, RpcTypedData] => entry[1] !== undefined),
  );
}

const text = (value: unknown): RpcTypedData | undefined =>
  typeof value === 'string'
    ? { string: value }
    : value === undefined || value === null
      ? undefined
      : { string: `${value as number}` };

/** Without a time to live the SDK computes a time beyond what .NET can hold. */
const latest = Date.parse('9999-12-31T23:59:59.999Z');

const dateTime = (date: Date | undefined, zone: string): RpcTypedData | undefined =>
  date && {
    json: JSON.stringify(new Date(Math.min(date.getTime(), latest)).toISOString().replace('Z', zone)),
  };
