import type { FastifyRequest } from 'fastify';
import type { Operation } from '../odata/operation.ts';

/** The request below a prefix such as `/data/`, with its address as it was sent. */
export function operationOf(request: FastifyRequest, prefix: string): Operation {
  const [address = '', query = ''] = (request.raw.url ?? '').split(/\?(.*)/s);
  return {
    method: request.method,
    path: address.slice(prefix.length),
    query,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : value,
      ]),
    ),
    body: typeof request.body === 'string' ? request.body : '',
    root: `http://${request.headers.host ?? ''}${prefix}`,
  };
}
