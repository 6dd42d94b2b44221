import type { AmqpError, Message, Session } from 'rhea';
import { types } from '../encoding/rhea.ts';

/** Sends a reply on the link whose name the request gives in `reply_to`; without such a link it is dropped. */
export function reply(
  session: Session,
  request: Readonly<Record<string, unknown>>,
  properties: Record<string, unknown>,
  body?: unknown,
): void {
  const link = session.find_sender((candidate: { name: string }) => candidate.name === request['reply_to']);
  link?.send({
    correlation_id: request['message_id'],
    application_properties: properties,
    body,
  } as unknown as Message);
}

/** The status of a management reply. The client takes the code only as a number of AMQP type int. */
export function status(code: number, error?: AmqpError): Record<string, unknown> {
  return {
    statusCode: types.wrap_int(code),
    statusDescription: error?.description ?? 'OK',
    ...(error?.condition !== undefined && { errorCondition: types.wrap_symbol(error.condition) }),
  };
}
