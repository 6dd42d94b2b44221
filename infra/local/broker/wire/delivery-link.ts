import type { Delivery, EventContext, Sender } from 'rhea';
import { encodeDelivery } from '../encoding/encode-delivery.ts';
import { lockTokenFromTag, lockTokenToTag } from '../encoding/lock-token.ts';
import type { PropertyValues } from '../encoding/merge-application-properties.ts';
import type { Consumer, LockedMessage } from '../store/consumer.ts';
import type { Journal } from '../store/journal.ts';
import type { Queue } from '../store/queue.ts';
import type { StoredMessage } from '../store/stored-message.ts';
import { answerEveryDrain, freeCredit, setSettleModes } from './rhea-link.ts';
import { settle } from './settle.ts';
import type { Settlement } from './settle.ts';
import { settleDelivery } from './settle-delivery.ts';

/** AMQP's sender settle mode "settled": the message is gone when it is sent. */
const SETTLED = 1;

/** Serves a client's receiver: gives it the queue's messages as far as its credit goes, and settles them. */
export function openDeliveryLink(sender: Sender, queue: Queue, journal: Journal): void {
  const receiveAndDelete = sender.snd_settle_mode === SETTLED;
  setSettleModes(sender, sender.snd_settle_mode, sender.rcv_settle_mode);
  answerEveryDrain(sender);
  const wants = () => sender.is_open() && freeCredit(sender) > 0;
  const consumer: Consumer = receiveAndDelete
    ? { mode: 'receiveAndDelete', wants, take: (message) => sendSettled(sender, message) }
    : { mode: 'peekLock', wants, take: (locked) => sendLocked(sender, locked) };

  sender.on('sender_flow', () => queue.attend(consumer));
  sender.on('sender_draining', () => sender.set_drained(true));
  sender.on('sender_close', () => queue.leave(consumer));
  for (const outcome of ['accepted', 'released', 'modified', 'rejected'] as const) {
    sender.on(outcome, ({ delivery }: EventContext) => {
      if (delivery === undefined || receiveAndDelete) return;
      const lockToken = lockTokenFromTag(delivery.tag as Buffer);
      const error = settle(queue, lockToken, settlementOf(outcome, delivery));
      journal.whenWritten(() => settleDelivery(delivery, error));
      queue.attend(consumer);
    });
  }
}

function sendLocked(sender: Sender, { message, lockToken, lockedUntil }: LockedMessage): void {
  sender.send(encodeDelivery({ message, state: 'active', lockedUntil }), lockTokenToTag(lockToken), 0);
}

function sendSettled(sender: Sender, message: Readonly<StoredMessage>): void {
  const tag = Buffer.alloc(4);
  tag.writeUInt32BE(message.sequenceNumber % 2 ** 32);
  sender.send(encodeDelivery({ message, state: 'active' }), tag, 0);
}

/** How the client says what it wants: abandon and defer are both "modified", dead-lettering is "rejected". */
function settlementOf(
  outcome: 'accepted' | 'released' | 'modified' | 'rejected',
  delivery: Delivery,
): Settlement {
  const state = delivery.remote_state ?? {};
  if (outcome === 'accepted') return { action: 'complete' };
  if (outcome === 'rejected') {
    const error = state['error'] as { info?: PropertyValues } | undefined;
    return { action: 'deadLetter', properties: error?.info ?? {} };
  }
  const properties = (state['message_annotations'] ?? {}) as PropertyValues;
  return { action: state['undeliverable_here'] === true ? 'defer' : 'abandon', properties };
}
