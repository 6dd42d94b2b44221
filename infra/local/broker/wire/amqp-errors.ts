import type { AmqpError } from 'rhea';

/** The client recognises a missing entity by this wording, not by the condition alone. */
export const notFound = (address: string): AmqpError => ({
  condition: 'amqp:not-found',
  description:
    `The messaging entity 'sb://127.0.0.1/${address}' could not be found. ` +
    'To know more visit https://aka.ms/sbResourceMgrExceptions.',
});

export const lockLost: AmqpError = {
  condition: 'com.microsoft:message-lock-lost',
  description:
    'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue, ' +
    'or was received by a different receiver instance.',
};

/** None of these sequence numbers is deferred or scheduled here. */
export const messageNotFound = (sequenceNumbers: readonly number[]): AmqpError => ({
  condition: 'com.microsoft:message-not-found',
  description: `No message of the state asked for has sequence number ${sequenceNumbers.join(' or ')}.`,
});

/** @param limit bytes that the tier takes in one message. */
export const messageTooLarge = (bytes: number, limit: number): AmqpError => ({
  condition: 'amqp:link:message-size-exceeded',
  description: `The received message (size:${bytes} bytes) exceeds the limit (${limit} bytes) currently allowed on the link.`,
});

/** The entity is of another kind than the link needs, or does not take what was asked. */
export const notAllowed = (description: string): AmqpError => ({
  condition: 'amqp:not-allowed',
  description,
});

/** What came is no AMQP message. */
export const decodeError = (description: string): AmqpError => ({
  condition: 'amqp:decode-error',
  description,
});
