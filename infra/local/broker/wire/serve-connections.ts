import type { Container, EventContext, Receiver, Sender, Session } from 'rhea';
import type { Entities } from '../store/entities.ts';
import type { Journal } from '../store/journal.ts';
import { acknowledgeAtOnce } from './acknowledge-at-once.ts';
import { isClaimsAddress, isManagementAddress, withoutManagement } from './address.ts';
import { notAllowed, notFound } from './amqp-errors.ts';
import { openClaimsLink } from './claims-link.ts';
import { openDeliveryLink } from './delivery-link.ts';
import { openManagementLink } from './management-link.ts';
import { openPublishLink } from './publish-link.ts';
import { receiveRaw, setSettleModes } from './rhea-link.ts';

const SESSION_FILTER = 'com.microsoft:session-filter';
const SETTLED = 1;
const FIRST = 0;

/** Gives every link that a client opens to what serves its address, and refuses the others. */
export function serveConnections(container: Container, entities: Entities, journal: Journal): void {
  container.on('connection_open', ({ connection }: EventContext) => acknowledgeAtOnce(connection));
  container.on('session_open', ({ session }: EventContext) => receiveRaw(session as Session));
  container.on('sender_open', ({ sender }: EventContext) => openSender(sender as Sender, entities, journal));
  container.on('receiver_open', ({ receiver }: EventContext) =>
    openReceiver(receiver as Receiver, entities, journal),
  );
  for (const event of FAULTS_OF_PEERS) container.on(event, () => undefined);
}

/** Connections come and go; unheard, rhea writes some of these to the console and throws others. */
const FAULTS_OF_PEERS = [
  'connection_error',
  'session_error',
  'sender_error',
  'receiver_error',
  'disconnected',
  'protocol_error',
  'error',
];

/** The client receives: messages of a queue, or replies. */
function openSender(sender: Sender, entities: Entities, journal: Journal): void {
  const address = addressOf(sender.source);
  if (isClaimsAddress(address) || isManagementAddress(address)) {
    sender.set_source({ address });
    setSettleModes(sender, SETTLED, FIRST);
    return;
  }
  const entity = entities.find(address);
  if (entity === undefined) sender.close(notFound(address));
  else if (entity.kind === 'topic')
    sender.close(notAllowed(`${address} is a topic: receive from a subscription.`));
  else if (SESSION_FILTER in (sender.source.filter ?? {})) {
    sender.close(notAllowed(`${address} does not require sessions.`));
  } else {
    sender.set_source({ address });
    openDeliveryLink(sender, entity.queue, journal);
  }
}

/** The client sends: messages to a topic, or requests. */
function openReceiver(receiver: Receiver, entities: Entities, journal: Journal): void {
  const address = addressOf(receiver.target);
  if (isClaimsAddress(address)) {
    receiver.set_target({ address });
    openClaimsLink(receiver, entities);
    return;
  }
  const entity = entities.find(withoutManagement(address));
  if (entity === undefined) receiver.close(notFound(address));
  else if (isManagementAddress(address)) {
    receiver.set_target({ address });
    openManagementLink(receiver, entity, journal);
  } else if (entity.kind === 'queue')
    receiver.close(notAllowed(`${address} takes messages only from its topic.`));
  else {
    receiver.set_target({ address });
    openPublishLink(receiver, entity.topic, journal);
  }
}

/** A peer may leave out the terminus or its address, whatever rhea's typings say. */
function addressOf(terminus: { readonly address?: unknown } | null | undefined): string {
  return typeof terminus?.address === 'string' ? terminus.address : '';
}
