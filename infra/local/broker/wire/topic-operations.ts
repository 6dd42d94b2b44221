import { z } from 'zod';
import { encodeDelivery } from '../encoding/encode-delivery.ts';
import { parseMessage } from '../encoding/parse-message.ts';
import { types } from '../encoding/rhea.ts';
import type { Topic } from '../store/topic.ts';
import { messageNotFound, messageTooLarge } from './amqp-errors.ts';
import { bytesField, peekFields, sequenceNumbersField } from './management-operation.ts';
import type { ManagementOperation } from './management-operation.ts';

const LONG = 0x81;
const scheduleFields = z.object({ messages: z.array(z.object({ message: bytesField })) });

/** All are taken or none. The time is an annotation of each message. */
const schedule: ManagementOperation<Topic> = (topic, body) => {
  const encoded = scheduleFields.parse(body).messages.map(({ message }) => message);
  const limit = topic.settings.maxMessageBytes;
  const tooLarge = encoded.find(({ length }) => length > limit);
  if (tooLarge !== undefined) return { error: messageTooLarge(tooLarge.length, limit) };
  const numbers = encoded
    .map(parseMessage)
    .map(({ content, scheduledAt }) => topic.publish(content, scheduledAt));
  return { body: { 'sequence-numbers': types.wrap_array(numbers, LONG, undefined) } };
};

const cancel: ManagementOperation<Topic> = (topic, body) => {
  const numbers = sequenceNumbersField.parse(body)['sequence-numbers'];
  return topic.cancel(numbers) ? undefined : { error: messageNotFound(numbers) };
};

/**
 * Scheduled messages stay in the topic until their time and can be peeked only there: "you can construct a
 * ServiceBusReceiver passing in the topic name" (Azure/azure-sdk-for-net, TROUBLESHOOTING.md of Service Bus).
 */
const peekScheduled: ManagementOperation<Topic> = (topic, body) => {
  const { 'from-sequence-number': from, 'message-count': limit } = peekFields.parse(body);
  const messages = topic.scheduled
    .list()
    .filter(({ sequenceNumber }) => sequenceNumber >= from)
    .slice(0, limit)
    .map(({ sequenceNumber, content, dueAt }) => ({
      message: encodeDelivery({
        message: {
          sequenceNumber,
          enqueuedSequenceNumber: sequenceNumber,
          enqueuedAt: dueAt,
          deliveryCount: 0,
          content,
        },
        state: 'scheduled',
      }),
    }));
  return messages.length === 0 ? undefined : { body: { messages } };
};

export const topicOperations: Readonly<Record<string, ManagementOperation<Topic>>> = {
  'com.microsoft:schedule-message': schedule,
  'com.microsoft:cancel-scheduled-message': cancel,
  'com.microsoft:peek-message': peekScheduled,
};
