import type { AmqpError, EventContext, Receiver } from 'rhea';
import { parseMessage } from '../encoding/parse-message.ts';
import { SECTION, sectionsOf } from '../encoding/sections.ts';
import { types } from '../encoding/rhea.ts';
import type { Journal } from '../store/journal.ts';
import type { Topic } from '../store/topic.ts';
import { decodeError, messageTooLarge } from './amqp-errors.ts';
import { setMaxMessageSize } from './rhea-link.ts';
import { settleDelivery } from './settle-delivery.ts';

/** The service's own message format: one data section per message, each a whole encoded message. */
const BATCH_FORMAT = 0x80013700;

/** Serves a client's sender. Accepts a message when it is in the topic and in the journal. */
export function openPublishLink(receiver: Receiver, topic: Topic, journal: Journal): void {
  setMaxMessageSize(receiver, topic.settings.maxMessageBytes);
  receiver.on('message', ({ message, delivery }: EventContext) => {
    if (delivery === undefined) return;
    const error = publish(message as unknown as Buffer, delivery.format === BATCH_FORMAT, topic);
    journal.whenWritten(() => settleDelivery(delivery, error));
  });
}

/** All messages of a batch are taken or none. */
function publish(encoded: Buffer, isBatch: boolean, topic: Topic): AmqpError | undefined {
  const limit = topic.settings.maxMessageBytes;
  if (encoded.length > limit) return messageTooLarge(encoded.length, limit);
  try {
    const parsed = (isBatch ? messagesOf(encoded) : [encoded]).map(parseMessage);
    for (const { content, scheduledAt } of parsed) topic.publish(content, scheduledAt);
    return undefined;
  } catch (error) {
    return decodeError(String(error));
  }
}

function messagesOf(batch: Buffer): Buffer[] {
  return sectionsOf(batch)
    .filter(({ code }) => code === SECTION.data)
    .map(({ value, end }) => new types.Reader(batch.subarray(value, end)).read().value as Buffer);
}
