import type { ServiceBusClient, ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import Long from 'long';
import type { Area } from '../../table-map/area.ts';
import type { LockedDeadLetter } from '../bus.ts';
import { changesTopic, syncSubscription } from '../topics.ts';
import { busError } from './bus-error-of.ts';
import { ownTurn } from './own-turn.ts';

/** A dead letter that nobody can read still must be listed: its body is kept as text up to this many characters. */
const bodyLimit = 65_536;

export interface DeadLetterReceiver {
  readonly receive: (area: Area, limit: number) => Promise<readonly LockedDeadLetter[]>;
  readonly receiveDeferred: (area: Area, sequenceNumber: string) => Promise<LockedDeadLetter | undefined>;
}

/** Receives from the dead-letter queues of the areas' subscriptions; one receiver per area, made at first use. */
export function deadLetterReceiver(client: ServiceBusClient): DeadLetterReceiver {
  const receivers = new Map<Area, ServiceBusReceiver>();
  const turn = ownTurn();
  const receiverOf = (area: Area): ServiceBusReceiver => {
    const known = receivers.get(area);
    if (known !== undefined) return known;
    const made = client.createReceiver(changesTopic(area), syncSubscription, {
      subQueueType: 'deadLetter',
      skipParsingBodyAsJson: true,
    });
    receivers.set(area, made);
    return made;
  };
  return {
    receive: (area, limit) =>
      busError(changesTopic(area), async () => {
        const receiver = receiverOf(area);
        const messages = await receiver.receiveMessages(limit, { maxWaitTimeInMs: 500 });
        return messages.map((message) => locked(receiver, message, turn));
      }),
    receiveDeferred: (area, sequenceNumber) =>
      busError(changesTopic(area), async () => {
        const receiver = receiverOf(area);
        const [message] = await receiver
          // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- one class, declared twice by its package (ESM and UMD)
          .receiveDeferredMessages(Long.fromString(sequenceNumber))
          .catch(noneWhenGone);
        return message === undefined ? undefined : locked(receiver, message, turn);
      }),
  };
}

function locked(
  receiver: ServiceBusReceiver,
  message: ServiceBusReceivedMessage,
  turn: () => Promise<void>,
): LockedDeadLetter {
  return {
    sequenceNumber: message.sequenceNumber?.toString() ?? '',
    messageId: typeof message.messageId === 'string' ? message.messageId : String(message.messageId ?? ''),
    deferred: message.state === 'deferred',
    deadLetterReason: message.deadLetterReason,
    enqueuedAt: (message.enqueuedTimeUtc ?? new Date(0)).toISOString(),
    body: bodyText(message.body).slice(0, bodyLimit),
    complete: () => turn().then(() => receiver.completeMessage(message)),
    defer: () => turn().then(() => receiver.deferMessage(message)),
    abandon: () => turn().then(() => receiver.abandonMessage(message)),
  };
}

function bodyText(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  return JSON.stringify(body);
}

function noneWhenGone(error: unknown): [] {
  if (error instanceof Error && 'code' in error && error.code === 'MessageNotFound') return [];
  throw error;
}
