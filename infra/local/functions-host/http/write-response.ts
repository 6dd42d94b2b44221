import type { ServerResponse } from 'node:http';
import type { RpcHttpData } from '../app/core-types.ts';
import type { Answer } from './answer-request.ts';
import { setCookie } from './set-cookie.ts';

/** Sends an answer: a status without a body, what a function returned, or 204 when it returned nothing. */
export function writeResponse(response: ServerResponse, answer: Answer): void {
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  const http: RpcHttpData =
    typeof answer === 'number' ? { statusCode: String(answer) } : (answer?.http ?? { statusCode: '204' });
  const body = http.body?.bytes ?? Buffer.from(http.body?.string ?? http.body?.json ?? '');
  response.statusCode = Number(http.statusCode ?? 200);
  for (const [name, value] of Object.entries(http.headers ?? {})) response.setHeader(name, value);
  if (http.cookies?.length) response.appendHeader('set-cookie', http.cookies.map(setCookie));
  if (response.statusCode !== 204 && response.statusCode !== 304)
    response.setHeader('content-length', body.length);
  response.end(body);
}
