import type { FastifyRequest } from 'fastify';
import type { Finance } from '../finance.ts';
import type { Answer } from '../odata/answer.ts';

/** What the web server refuses before the service sees it: a missing token, an address that is too long. */
export function refusedAtTheDoor(request: FastifyRequest, { token, service }: Finance): Answer | undefined {
  if (token !== undefined && request.headers.authorization !== `Bearer ${token}`)
    return { status: 401, headers: { 'WWW-Authenticate': 'Bearer' }, body: '' };
  if ((request.raw.url ?? '').length > service.behaviour.now.longestAddress)
    return {
      status: 414,
      headers: { 'Content-Type': 'text/html' },
      body: '<html><body><h2>Request URL Too Long</h2></body></html>',
    };
  return undefined;
}
