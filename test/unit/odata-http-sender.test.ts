import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { afterEach, describe, expect, it } from 'vitest';
import { httpSender } from '../../shared/odata/http-sender.ts';
import type { Send } from '../../shared/odata/send.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A server that answers the n-th request with the n-th answer, the last one for ever. */
async function serve(...answers: ((request: IncomingMessage, response: ServerResponse) => void)[]) {
  const methods: string[] = [];
  const server = createServer((request, response) => {
    methods.push(request.method ?? '');
    answers[Math.min(methods.length, answers.length) - 1]?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, methods };
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(code, headers).end(String(code));
  };
const reset = (request: IncomingMessage) => {
  request.socket.destroy();
};
const silence = () => undefined;
const sender = (url: string, timeoutMs = 5_000): Send =>
  httpSender({ url, credential: undefined, timeoutMs, headers: {}, system: 'finance' });

describe('a GET', () => {
  it.each([
    ['a broken connection', reset],
    ['502', status(502)],
    ['503', status(503)],
    ['504', status(504)],
  ])('is repeated once, at once, after %s', async (_, first) => {
    const { url, methods } = await serve(first, status(200));
    expect((await sender(url)({ method: 'GET', url })).status).toBe(200);
    expect(methods).toEqual(['GET', 'GET']);
  });

  it('is repeated only once', async () => {
    const { url, methods } = await serve(status(503));
    expect((await sender(url)({ method: 'GET', url })).status).toBe(503);
    expect(methods).toHaveLength(2);
  });

  it.each([
    ['429', status(429, { 'Retry-After': '1' })],
    ['503 that says when to come back', status(503, { 'Retry-After': '1' })],
    ['500', status(500)],
  ])('is not repeated after %s', async (_, answer) => {
    const { url, methods } = await serve(answer);
    await sender(url)({ method: 'GET', url });
    expect(methods).toHaveLength(1);
  });
});

describe('a write', () => {
  it.each([
    ['503', status(503)],
    ['429', status(429, { 'Retry-After': '1' })],
  ])('is never repeated after %s', async (_, answer) => {
    const { url, methods } = await serve(answer, status(204));
    await sender(url)({ method: 'PATCH', url, body: {} });
    expect(methods).toEqual(['PATCH']);
  });

  it('is never repeated after a broken connection, and says that it may have happened', async () => {
    const { url, methods } = await serve(reset, status(204));
    await expect(sender(url)({ method: 'POST', url, body: {} })).rejects.toMatchObject({ reason: 'reset' });
    expect(methods).toEqual(['POST']);
  });
});

describe('a request without an answer', () => {
  it('ends by time-out when nothing comes', async () => {
    const { url } = await serve(silence);
    await expect(sender(url, 60)({ method: 'GET', url })).rejects.toMatchObject({ reason: 'time-out' });
  });

  it('ends by time-out when the body stops half-way', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('{"value":[');
    });
    await expect(sender(url, 120)({ method: 'GET', url })).rejects.toMatchObject({ reason: 'time-out' });
  });

  it('was not sent when others took all places until its time was over', async () => {
    const { url, methods } = await serve(silence);
    const send = httpSender({
      url,
      credential: undefined,
      timeoutMs: 60,
      headers: {},
      system: 'finance',
      mostAtOnce: () => 1,
    });
    const first = send({ method: 'POST', url, body: {} });
    await expect(send({ method: 'POST', url, body: {} })).rejects.toMatchObject({ reason: 'no-place' });
    await expect(first).rejects.toMatchObject({ reason: 'time-out' });
    expect(methods).toEqual(['POST']);
  });

  it('never arrived when the connection was refused', async () => {
    const { url } = await serve(status(200));
    await closers.pop()?.();
    await expect(sender(url)({ method: 'POST', url, body: {} })).rejects.toMatchObject({
      reason: 'unreachable',
    });
  });
});

describe('a redirect', () => {
  it('is not followed, so that no token travels elsewhere', async () => {
    const { url, methods } = await serve(status(302, { Location: '/elsewhere' }));
    expect((await sender(url)({ method: 'GET', url })).status).toBe(302);
    expect(methods).toHaveLength(1);
  });
});

describe('the access token', () => {
  const url = 'https://contoso.crm4.dynamics.com/';
  /** An environment that accepts one token only. */
  const accepting = (token: string, seen: string[]): HttpClient => ({
    sendRequest: (request) => {
      const sent = request.headers.get('Authorization') ?? '';
      seen.push(sent);
      return Promise.resolve({
        request,
        headers: createHttpHeaders(),
        status: sent === `Bearer ${token}` ? 200 : 401,
        bodyAsText: '',
      });
    },
  });
  const counting = (scopes: unknown[]) => ({
    getToken: (scope: string | string[]) => {
      scopes.push(scope);
      return Promise.resolve({
        token: `t${String(scopes.length)}`,
        expiresOnTimestamp: Date.now() + 3_600_000,
      });
    },
  });

  it('is asked for the environment without a doubled slash, once for many requests', async () => {
    const scopes: unknown[] = [];
    const send = httpSender({
      url,
      credential: counting(scopes),
      timeoutMs: 1_000,
      headers: {},
      system: 'finance',
      httpClient: accepting('t1', []),
    });
    await send({ method: 'GET', url });
    await send({ method: 'GET', url });
    expect(scopes).toEqual([['https://contoso.crm4.dynamics.com/.default']]);
  });

  it('is renewed once after a 401, for writes too', async () => {
    const seen: string[] = [];
    const send = httpSender({
      url,
      credential: counting([]),
      timeoutMs: 1_000,
      headers: {},
      system: 'finance',
      httpClient: accepting('t2', seen),
    });
    expect((await send({ method: 'POST', url, body: {} })).status).toBe(200);
    expect(seen).toEqual(['Bearer t1', 'Bearer t2']);
  });

  it('is not asked for ever when the environment never accepts it', async () => {
    const seen: string[] = [];
    const send = httpSender({
      url,
      credential: counting([]),
      timeoutMs: 1_000,
      headers: {},
      system: 'finance',
      httpClient: accepting('none', seen),
    });
    expect((await send({ method: 'GET', url })).status).toBe(401);
    expect(seen).toHaveLength(2);
  });

  it('that Entra refuses means nothing was sent', async () => {
    const refused = Object.assign(new Error('invalid_client'), {
      name: 'AuthenticationError',
      statusCode: 401,
    });
    const seen: string[] = [];
    const credential = { getToken: () => Promise.reject(refused) };
    const send = httpSender({
      url,
      credential,
      timeoutMs: 1_000,
      headers: {},
      system: 'finance',
      httpClient: accepting('t1', seen),
    });
    await expect(send({ method: 'POST', url, body: {} })).rejects.toMatchObject({ reason: 'no-token' });
    expect(seen).toHaveLength(0);
  });

  it('is that of several users in turn, and a 401 renews the one of its own user only', async () => {
    const seen: string[] = [];
    const user = (name: string) => {
      let asked = 0;
      return {
        getToken: () =>
          Promise.resolve({
            token: `${name}-${String(++asked)}`,
            expiresOnTimestamp: Date.now() + 3_600_000,
          }),
      };
    };
    const send = httpSender({
      url,
      credential: user('one'),
      otherCredentials: [user('two')],
      timeoutMs: 1_000,
      headers: {},
      system: 'dataverse',
      httpClient: {
        sendRequest: (request) => {
          const sent = request.headers.get('Authorization') ?? '';
          seen.push(sent);
          const status = sent === 'Bearer two-1' ? 401 : 200;
          return Promise.resolve({ request, headers: createHttpHeaders(), status, bodyAsText: '' });
        },
      },
    });
    for (let request = 0; request < 4; request++) await send({ method: 'GET', url });
    expect(seen).toEqual(['Bearer one-1', 'Bearer two-1', 'Bearer two-2', 'Bearer one-1', 'Bearer two-2']);
  });
});
