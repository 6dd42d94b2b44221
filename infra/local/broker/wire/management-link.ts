import type { EventContext, Receiver } from 'rhea';
import { message } from '../encoding/rhea.ts';
import type { Entity } from '../store/entities.ts';
import type { Journal } from '../store/journal.ts';
import { decodeError, notAllowed } from './amqp-errors.ts';
import type { ManagementResult } from './management-operation.ts';
import { queueOperations } from './queue-operations.ts';
import { reply, status } from './reply.ts';
import { topicOperations } from './topic-operations.ts';

/** The status of a failed request as the service gives it; the client goes by the condition. */
const STATUS_CODES: Readonly<Record<string, number>> = {
  'com.microsoft:message-lock-lost': 410,
  'com.microsoft:message-not-found': 404,
  'amqp:not-found': 404,
  'amqp:not-allowed': 405,
};

/** The client reads it as "nothing to peek"; for any other operation it is a success like 200. */
const NO_CONTENT = 204;

/** Serves `<entity>/$management`: requests come on this link, replies go out on the link named in `reply_to`. */
export function openManagementLink(receiver: Receiver, entity: Entity, journal: Journal): void {
  receiver.on('message', ({ message: encoded, delivery }: EventContext) => {
    delivery?.accept();
    const request = message.decode(encoded as unknown as Buffer);
    const properties = (request['application_properties'] ?? {}) as Record<string, unknown>;
    const result = run(entity, String(properties['operation']), request['body']);
    journal.whenWritten(() => {
      if (result === undefined) reply(receiver.session, request, status(NO_CONTENT));
      else if ('body' in result) reply(receiver.session, request, status(200), result.body);
      else
        reply(
          receiver.session,
          request,
          status(STATUS_CODES[result.error.condition ?? ''] ?? 400, result.error),
        );
    });
  });
}

function run(entity: Entity, operation: string, body: unknown): ManagementResult {
  const action =
    entity.kind === 'topic'
      ? topicOperations[operation]?.bind(undefined, entity.topic)
      : queueOperations[operation]?.bind(undefined, entity.queue);
  if (action === undefined)
    return { error: notAllowed(`${operation} is not supported on a ${entity.kind}.`) };
  try {
    return action(body);
  } catch (error) {
    return { error: decodeError(String(error)) };
  }
}
