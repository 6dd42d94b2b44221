import { z } from 'zod';
import { encodeDelivery } from '../encoding/encode-delivery.ts';
import { lockTokenFromUuid, lockTokenToUuid } from '../encoding/lock-token.ts';
import { types } from '../encoding/rhea.ts';
import type { Queue } from '../store/queue.ts';
import type { StoredMessage } from '../store/stored-message.ts';
import { lockLost, messageNotFound } from './amqp-errors.ts';
import { bytesField, longField, peekFields, sequenceNumbersField } from './management-operation.ts';
import type { ManagementOperation } from './management-operation.ts';
import { settle } from './settle.ts';
import type { Settlement } from './settle.ts';

const TIMESTAMP = 0x83;
const RECEIVE_AND_DELETE = 0;

const lockTokensField = z.object({ 'lock-tokens': z.array(bytesField.transform(lockTokenFromUuid)) });
const receiveFields = sequenceNumbersField.extend({ 'receiver-settle-mode': longField });
const dispositionFields = lockTokensField.extend({
  'disposition-status': z.enum(['completed', 'abandoned', 'defered', 'suspended']),
  'deadletter-reason': z.string().nullish(),
  'deadletter-description': z.string().nullish(),
  'properties-to-modify': z.record(z.string(), z.unknown()).nullish(),
});

const stateOf = ({ deferred }: Readonly<StoredMessage>) => (deferred ? 'deferred' : 'active');

const peek: ManagementOperation<Queue> = (queue, body) => {
  const { 'from-sequence-number': from, 'message-count': limit } = peekFields.parse(body);
  const messages = queue
    .peek(from, limit)
    .map((message) => ({ message: encodeDelivery({ message, state: stateOf(message) }) }));
  return messages.length === 0 ? undefined : { body: { messages } };
};

const renewLocks: ManagementOperation<Queue> = (queue, body) => {
  const expirations = lockTokensField
    .parse(body)
    ['lock-tokens'].map((lockToken) => queue.renewLock(lockToken));
  if (expirations.includes(undefined)) return { error: lockLost };
  return { body: { expirations: types.wrap_array(expirations, TIMESTAMP, undefined) } };
};

const receiveDeferred: ManagementOperation<Queue> = (queue, body) => {
  const { 'sequence-numbers': numbers, 'receiver-settle-mode': mode } = receiveFields.parse(body);
  const messages =
    mode === RECEIVE_AND_DELETE
      ? queue.takeDeferred(numbers)?.map((message) => ({
          message: encodeDelivery({ message, state: 'deferred' }),
        }))
      : queue.lockDeferred(numbers)?.map(({ message, lockToken, lockedUntil }) => ({
          message: encodeDelivery({ message, state: 'deferred', lockedUntil }),
          'lock-token': types.wrap_uuid(lockTokenToUuid(lockToken)),
        }));
  return messages === undefined ? { error: messageNotFound(numbers) } : { body: { messages } };
};

/** Settles what was received by sequence number, or over a link that is gone. */
const updateDisposition: ManagementOperation<Queue> = (queue, body) => {
  const disposition = dispositionFields.parse(body);
  for (const lockToken of disposition['lock-tokens']) {
    const error = settle(queue, lockToken, settlementOf(disposition));
    if (error !== undefined) return { error };
  }
  return undefined;
};

function settlementOf(disposition: z.output<typeof dispositionFields>): Settlement {
  const properties = disposition['properties-to-modify'] ?? {};
  switch (disposition['disposition-status']) {
    case 'completed':
      return { action: 'complete' };
    case 'abandoned':
      return { action: 'abandon', properties };
    case 'defered':
      return { action: 'defer', properties };
    case 'suspended':
      return {
        action: 'deadLetter',
        properties: {
          ...properties,
          DeadLetterReason: disposition['deadletter-reason'],
          DeadLetterErrorDescription: disposition['deadletter-description'],
        },
      };
  }
}

export const queueOperations: Readonly<Record<string, ManagementOperation<Queue>>> = {
  'com.microsoft:peek-message': peek,
  'com.microsoft:renew-lock': renewLocks,
  'com.microsoft:receive-by-sequence-number': receiveDeferred,
  'com.microsoft:update-disposition': updateDisposition,
};
