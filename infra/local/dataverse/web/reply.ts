import { stringify } from 'lossless-json';
import type { WebReply } from './web-request.ts';
import type { WebApiError } from './web-api-error.ts';

/** The forms of answers. */
export const reply = {
  json: (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): WebReply => ({
    status,
    headers: {
      'content-type': 'application/json; odata.metadata=minimal',
      'odata-version': '4.0',
      ...headers,
    },
    body: stringify(value) ?? 'null',
  }),
  empty: (headers: Readonly<Record<string, string>> = {}): WebReply => ({
    status: 204,
    headers: { 'odata-version': '4.0', ...headers },
  }),
  error: (error: WebApiError): WebReply =>
    reply.json(error.status, { error: { code: error.code, message: error.message } }, error.headers),
} as const;
