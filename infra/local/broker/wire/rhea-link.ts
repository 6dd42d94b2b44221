import type { Receiver, Sender, Session } from 'rhea';

/** The members of rhea's links and sessions that its typings leave out. */
interface SessionInternals {
  readonly outgoing: {
    readonly next_delivery_id: number;
    readonly next_pending_delivery: number;
    available(): number;
  };
  on_transfer(frame: { readonly performative: { message_format?: number | null } }): void;
}

interface SenderInternals {
  credit: number;
  delivery_count: number;
  readonly _draining: boolean;
  readonly _drained: boolean;
  _get_drain: () => boolean;
  readonly local: {
    readonly attach: { snd_settle_mode: number; rcv_settle_mode: number; max_message_size: number };
  };
}

/** rhea decodes messages of format 0 itself and throws the bytes away; of any other format it hands the bytes over. */
const RAW_FORMAT = 0x7fffffff;

/** Makes rhea hand over all messages of a session as the bytes that came. */
export function receiveRaw(session: Session): void {
  const internals = session as unknown as SessionInternals;
  const onTransfer = internals.on_transfer.bind(session);
  internals.on_transfer = (frame) => {
    if (frame.performative.message_format === 0) frame.performative.message_format = RAW_FORMAT;
    onTransfer(frame);
  };
}

/** How many more messages the peer and rhea take on this link. rhea lowers `credit` only when it writes. */
export function freeCredit(sender: Sender): number {
  const { outgoing } = sender.session as unknown as SessionInternals;
  const unsent = outgoing.next_delivery_id - outgoing.next_pending_delivery;
  return Math.min((sender as unknown as SenderInternals).credit - unsent, outgoing.available());
}

/** Makes rhea answer every drain, also when no credit was left: the client closes its link when no answer comes. */
export function answerEveryDrain(sender: Sender): void {
  const internals = sender as unknown as SenderInternals;
  internals._get_drain = () => {
    if (!internals._draining || !internals._drained) return false;
    internals.delivery_count += internals.credit;
    internals.credit = 0;
    return true;
  };
}

/** Answers the peer's attach with these settle modes, AMQP 1.0 part 2, 2.8.2 and 2.8.3. */
export function setSettleModes(sender: Sender, senderMode: number, receiverMode: number): void {
  const { attach } = (sender as unknown as SenderInternals).local;
  attach.snd_settle_mode = senderMode;
  attach.rcv_settle_mode = receiverMode;
}

/** Tells the peer at attach how large a message may be: rhea takes no option for it. */
export function setMaxMessageSize(link: Sender | Receiver, bytes: number): void {
  (link as unknown as SenderInternals).local.attach.max_message_size = bytes;
}
