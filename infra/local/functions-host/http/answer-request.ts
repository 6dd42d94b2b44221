import type { IncomingMessage } from 'node:http';
import type { RpcTypedData } from '../app/core-types.ts';
import { mayCall, type HostKeys } from './may-call.ts';
import { readBody } from './read-body.ts';
import { requestData } from './request-data.ts';
import type { Route } from './route.ts';

export interface HttpFunction {
  readonly route: Route;
  readonly methods: readonly string[];
  readonly authLevel: 'anonymous' | 'function' | 'admin';
  run(data: RpcTypedData, traceParent: string | undefined): Promise<RpcTypedData | undefined>;
}

export interface AnswerOptions {
  readonly routePrefix: string;
  readonly keys: HostKeys;
  readonly functions: readonly HttpFunction[];
  /** Starts the function of this name by hand; false when there is none. */
  readonly runByHand: (name: string, input: string) => boolean;
}

/** A status without a body, or what a function returned. */
export type Answer = number | RpcTypedData | undefined;

/** Azure's limit for a request body, FUNCTIONS_REQUEST_BODY_SIZE_LIMIT. */
const bodyLimit = 104_857_600;

/**
 * Finds, guards and runs the function that a request asks for. As in Azure, a known route with another method answers
 * 404, not 405 (https://github.com/Azure/azure-functions-host/issues/10098), and a wrong key 401.
 * @throws whatever the function throws
 */
export function answerRequest(options: AnswerOptions): (request: IncomingMessage) => Promise<Answer> {
  const functions = options.functions.toSorted((a, b) => (a.route.precedence < b.route.precedence ? -1 : 1));
  const prefix = options.routePrefix === '' ? '' : `/${options.routePrefix}`;

  return async (request) => {
    const { method = 'GET', headers } = request;
    const url = URL.parse(`http://${headers.host ?? '127.0.0.1'}${request.url ?? '/'}`);
    if (url === null) return 400;
    const key = first(headers['x-functions-key']) ?? url.searchParams.get('code');

    const byHand = /^\/admin\/functions\/([^/]+)$/i.exec(url.pathname)?.[1];
    if (byHand !== undefined && method === 'POST') {
      if (!mayCall('admin', key, options.keys)) return 401;
      const input = inputOf(await readBody(request, bodyLimit));
      if (input === undefined) return 400;
      return options.runByHand(byHand, input) ? 202 : 404;
    }

    if (!url.pathname.toLowerCase().startsWith(`${prefix}/`.toLowerCase())) return 404;
    const path = url.pathname.slice(prefix.length);
    for (const fn of functions) {
      const params = fn.methods.includes(method) ? fn.route.match(path) : undefined;
      if (params === undefined) continue;
      if (!mayCall(fn.authLevel, key, options.keys)) return 401;
      const body = await readBody(request, bodyLimit);
      if (body === undefined) return 413;
      return fn.run(requestData(request, url, params, body), first(headers.traceparent));
    }
    return 404;
  };
}

const first = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

/** The `input` of an admin call, `{"input": "…"}`; undefined when the body is something else. */
function inputOf(body: Buffer | undefined): string | undefined {
  try {
    const parsed = JSON.parse(body?.toString() ?? '') as { input?: unknown } | null;
    return typeof parsed?.input === 'string' ? parsed.input : undefined;
  } catch {
    return undefined;
  }
}
