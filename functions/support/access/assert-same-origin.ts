import type { HttpRequest } from '@azure/functions';
import { RequestError } from '../request-error.ts';

/**
 * A page of another site must not write with the reader's sign-in: the browser says where a call comes from, and a page
 * cannot change what it says (https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site).
 *
 * @throws RequestError (403) when it does not say that the console itself calls.
 */
export function assertSameOrigin({ headers, method }: HttpRequest): void {
  if (method === 'GET' || headers.get('sec-fetch-site') === 'same-origin') return;
  const host = headers.get('x-forwarded-host') ?? headers.get('host');
  const origin = URL.parse(headers.get('origin') ?? '');
  const says = headers.get('sec-fetch-site');
  if (says === null && origin !== null && origin.host === host) return;
  throw new RequestError(403, 'This call does not come from the console. Open the console and do it there.');
}
