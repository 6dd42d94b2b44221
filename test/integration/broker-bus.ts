import { ServiceBusClient } from '@azure/service-bus';
import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { onTestFinished } from 'vitest';
import { startBroker } from '../../infra/local/broker/start-broker.ts';
import type { Topology } from '../../infra/local/broker/topology.ts';
import { HandClock } from './hand-clock.ts';

export const TOPIC = 'changes';
const SUBSCRIPTION = 'sync';

/** The client would renew locks by itself for five minutes. */
export const BY_HAND = { maxAutoLockRenewalDurationInMs: 0 };

export const REJECTED = { deadLetterReason: 'Rejected', deadLetterErrorDescription: 'Not allowed.' };

/** A topology of one topic, with short times. */
export function smallTopology(
  defaults: Partial<Topology['defaults']> = {},
  topics: Topology['topics'] = [{ name: TOPIC, subscriptions: [{ name: SUBSCRIPTION }] }],
): Topology {
  return {
    topics,
    defaults: {
      lockSeconds: 30,
      maxDeliveryCount: 3,
      duplicateDetectionSeconds: 60,
      timeToLiveDays: 14,
      maxMessageKilobytes: 256,
      ...defaults,
    },
  };
}

/** The unmodified client; it does not retry, so that a test sees the first answer. Closed when the test is finished. */
export function connect(connectionString: string): ServiceBusClient {
  const client = new ServiceBusClient(connectionString, {
    retryOptions: { maxRetries: 0, timeoutInMs: 5000 },
  });
  onTestFinished(() => client.close());
  return client;
}

/**
 * A broker of its own and a client of it, both closed when the test is finished. The broker's time passes only where
 * `clock` is moved: no lock runs out and no message becomes due because a machine is slow.
 */
export async function openBus(topology: Topology = smallTopology()) {
  const clock = new HandClock(Date.now());
  const broker = await startBroker({ topology, clock });
  onTestFinished(() => broker.stop());
  const client = connect(broker.connectionString);
  return {
    broker,
    clock,
    client,
    sender: client.createSender(TOPIC),
    receiver: client.createReceiver(TOPIC, SUBSCRIPTION, BY_HAND),
    deadLetters: client.createReceiver(TOPIC, SUBSCRIPTION, { ...BY_HAND, subQueueType: 'deadLetter' }),
    counts: () => broker.counts(TOPIC, SUBSCRIPTION),
  };
}

/** Receives exactly so many messages, waiting for them at most 20 seconds. */
export async function take(
  receiver: ServiceBusReceiver,
  count: number,
): Promise<ServiceBusReceivedMessage[]> {
  const messages: ServiceBusReceivedMessage[] = [];
  const until = Date.now() + 20_000;
  while (messages.length < count && Date.now() < until) {
    messages.push(...(await receiver.receiveMessages(count - messages.length, { maxWaitTimeInMs: 500 })));
  }
  if (messages.length !== count) throw new Error(`Received ${messages.length} messages instead of ${count}.`);
  return messages;
}

/** Receives one message, waiting for it at most 20 seconds. */
export async function takeOne(receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage> {
  const [message] = await take(receiver, 1);
  return message as ServiceBusReceivedMessage;
}

/** Whether the queue has nothing to give within a fifth of a second. */
export async function givesNothing(receiver: ServiceBusReceiver): Promise<boolean> {
  return (await receiver.receiveMessages(1, { maxWaitTimeInMs: 200 })).length === 0;
}

export const bodies = (messages: readonly { readonly body: unknown }[]): unknown[] =>
  messages.map(({ body }) => body);

/** A message's sequence number, for asking for it again. */
export function numberOf({ sequenceNumber }: ServiceBusReceivedMessage) {
  if (sequenceNumber === undefined) throw new Error('The message has no sequence number.');
  return sequenceNumber;
}

type SequenceNumber = ReturnType<typeof numberOf>;

/** Receives one deferred message by its number. */
export async function takeDeferred(receiver: ServiceBusReceiver, number: SequenceNumber) {
  const [message] = await receiver.receiveDeferredMessages(number);
  if (message === undefined) throw new Error('Received no deferred message.');
  return message;
}
