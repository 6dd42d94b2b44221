import type { RpcTypedData } from '../app/core-types.ts';

/**
 * A message body as the Service Bus extension hands it on: text, which the library then parses if it is JSON (so that
 * the text `123` arrives as a number), or bytes where the binding asks for `dataType: 'binary'`.
 *
 * @param body as received with `skipParsingBodyAsJson`: a Buffer, or the value of an AMQP value section
 */
export function messageData(body: unknown, dataType: 'string' | 'binary' | undefined): RpcTypedData {
  if (!Buffer.isBuffer(body))
    return { string: typeof body === 'string' ? body : JSON.stringify(body ?? null) };
  return dataType === 'binary' ? { bytes: body } : { string: body.toString('utf8') };
}
