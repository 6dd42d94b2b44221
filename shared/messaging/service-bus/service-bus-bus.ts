import { ServiceBusClient, type ServiceBusMessage, type ServiceBusSender } from '@azure/service-bus';
import type { TokenCredential } from '@azure/core-auth';
import { carrierOfActive } from '../../telemetry/in-span.ts';
import type { Bus, ChangeMessage } from '../bus.ts';
import { messageId } from '../message-id.ts';
import { bulkTopic, changesTopic, scanTopic } from '../topics.ts';
import { deadLetterReceiver } from './dead-letter-receiver.ts';
import { busError } from './bus-error-of.ts';

export type ServiceBusAddress =
  | { readonly connectionString: string }
  | { readonly namespace: string; readonly credential: TokenCredential };

export interface ServiceBusOptions {
  /** Scan requests of one map and company within this time become one. */
  readonly scanWindowMs: number;
  readonly now: () => number;
}

/** The bus over AMQP. A call fails after about 10 seconds without a connection. */
export function serviceBusBus(address: ServiceBusAddress, options: ServiceBusOptions): Bus {
  const clientOptions = { retryOptions: { maxRetries: 2, retryDelayInMs: 200, timeoutInMs: 5_000 } };
  const client =
    'connectionString' in address
      ? new ServiceBusClient(address.connectionString, clientOptions)
      : new ServiceBusClient(address.namespace, address.credential, clientOptions);
  const senders = new Map<string, ServiceBusSender>();
  const senderOf = (topic: string): ServiceBusSender => {
    const known = senders.get(topic);
    if (known !== undefined) return known;
    const made = client.createSender(topic);
    senders.set(topic, made);
    return made;
  };
  const deadLetters = deadLetterReceiver(client);

  return {
    async publish(messages) {
      const byTopic = Map.groupBy(messages, ({ area, lane }) =>
        lane === 'bulk' ? bulkTopic(area) : changesTopic(area),
      );
      await Promise.all(
        [...byTopic].map(([topic, group]) =>
          busError(topic, () => sendAll(senderOf(topic), group.map(toMessage))),
        ),
      );
    },
    async schedule(message, at) {
      const topic = changesTopic(message.area);
      await busError(topic, () => senderOf(topic).scheduleMessages(toMessage(message), new Date(at)));
    },
    async giveBack(area, id, body, at) {
      const topic = changesTopic(area);
      const message = { ...json(body), messageId: id };
      await busError(topic, () => senderOf(topic).scheduleMessages(message, new Date(at)));
    },
    async requestScan(request) {
      const due = (Math.floor(options.now() / options.scanWindowMs) + 1) * options.scanWindowMs;
      const message = {
        ...json(request),
        messageId: messageId('scan', request.map, request.company, String(due)),
      };
      await busError(scanTopic, () => senderOf(scanTopic).scheduleMessages(message, new Date(due)));
    },
    receiveDeadLetters: deadLetters.receive,
    receiveDeferredDeadLetter: deadLetters.receiveDeferred,
    async close() {
      await client.close();
    },
  };
}

const json = (body: object): ServiceBusMessage => ({
  body,
  contentType: 'application/json',
  ...tracedProperties(),
});

/**
 * The trace in which it is sent: `traceparent` for our own handlers, `Diagnostic-Id` for the Functions host
 * (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-end-to-end-tracing).
 */
function tracedProperties(): Pick<ServiceBusMessage, 'applicationProperties'> {
  const { traceparent, tracestate } = carrierOfActive();
  if (traceparent === undefined) return {};
  return {
    applicationProperties: {
      traceparent,
      'Diagnostic-Id': traceparent,
      ...(tracestate === undefined ? {} : { tracestate }),
    },
  };
}

const toMessage = (message: ChangeMessage): ServiceBusMessage => ({
  ...json(message.change),
  messageId: message.messageId,
});

/** Sends as few batches as the size limit allows. */
async function sendAll(sender: ServiceBusSender, messages: readonly ServiceBusMessage[]): Promise<void> {
  const [only] = messages;
  if (messages.length === 1 && only !== undefined) return sender.sendMessages(only);
  let batch = await sender.createMessageBatch();
  for (const message of messages) {
    if (batch.tryAddMessage(message)) continue;
    await sender.sendMessages(batch);
    batch = await sender.createMessageBatch();
    if (!batch.tryAddMessage(message))
      throw new Error(`Message ${String(message.messageId)} is larger than the bus takes.`);
  }
  if (batch.count > 0) await sender.sendMessages(batch);
}
