import type { IncomingMessage } from 'node:http';
import type { RpcTypedData } from '../app/core-types.ts';

/** A request in the form in which the host hands it to the library: headers in lower case, the body as raw bytes. */
export function requestData(
  request: IncomingMessage,
  url: URL,
  params: Readonly<Record<string, string>>,
  body: Buffer,
): RpcTypedData {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return {
    http: {
      method: request.method ?? 'GET',
      url: url.href,
      headers: Object.fromEntries(headers) as Record<string, string>,
      params,
      ...(body.length > 0 && { body: { bytes: body } }),
    },
  };
}
