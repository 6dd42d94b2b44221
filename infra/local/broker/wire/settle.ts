import type { AmqpError } from 'rhea';
import type { PropertyValues } from '../encoding/merge-application-properties.ts';
import type { Queue } from '../store/queue.ts';
import { lockLost, notAllowed } from './amqp-errors.ts';

export type Settlement =
  | { readonly action: 'complete' }
  | { readonly action: 'abandon' | 'defer' | 'deadLetter'; readonly properties: PropertyValues };

/** Settles a locked message, whichever link it came by. Returns what the client must be told when it failed. */
export function settle(queue: Queue, lockToken: string, settlement: Settlement): AmqpError | undefined {
  if (settlement.action === 'deadLetter' && !queue.hasDeadLetterQueue) {
    return notAllowed('A message of a dead-letter queue cannot be dead-lettered.');
  }
  const settled =
    settlement.action === 'complete'
      ? queue.complete(lockToken)
      : queue[settlement.action](lockToken, settlement.properties);
  return settled ? undefined : lockLost;
}
