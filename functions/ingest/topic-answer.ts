import type { InvocationContext } from '@azure/functions';
import type { Accepted } from '../../shared/ingest/accepted.ts';
import { inIngestSpan } from './in-ingest-span.ts';

/** An event on a topic that can never be read: it ends in the dead-letter queue with its body. */
export class UnreadableMessageError extends Error {
  constructor(why: string) {
    super(`unreadable event: ${why}`);
    this.name = 'UnreadableMessageError';
  }
}

/**
 * Takes one message of a topic that a system writes to. The Functions library has parsed JSON bodies already; what
 * events carry for us are texts, which survive that.
 *
 * @throws UnreadableMessageError, BusError: the message is delivered again, and dead-lettered in the end.
 */
export async function topicAnswer(
  message: unknown,
  context: InvocationContext,
  accept: (bytes: Uint8Array) => Promise<Accepted>,
): Promise<void> {
  const accepted = await inIngestSpan(context, () => accept(bytesOf(message)));
  if (accepted.kind === 'unreadable') throw new UnreadableMessageError(accepted.why);
  if (accepted.kind === 'foreign') context.warn(`refused: ${accepted.why}`);
}

function bytesOf(message: unknown): Uint8Array {
  if (message instanceof Uint8Array) return message;
  return new TextEncoder().encode(typeof message === 'string' ? message : JSON.stringify(message));
}
