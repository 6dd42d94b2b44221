import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import {
  startDataverse,
  type DataverseOptions,
  type DataverseSandbox,
} from '../../infra/local/dataverse/start-dataverse.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, with numbers as JavaScript reads them. */
  readonly json: Record<string, unknown>;
  /** `error.code` of a refusal. */
  readonly code: string | undefined;
}

export interface Client {
  readonly sandbox: DataverseSandbox;
  /** One request of the Web API; a body that is text goes as it is. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Makes a row and gives its id. */
  create(set: string, values: Record<string, unknown>, headers?: Record<string, string>): Promise<string>;
  /** Rows that match, as printed. */
  find(path: string): Promise<Record<string, unknown>[]>;
  /** A request below `/sandbox`. */
  turn(method: string, name: string, body?: unknown): Promise<Answer>;
}

/** A sandbox that stops when the test is finished. */
export async function openSandbox(options: DataverseOptions = {}): Promise<Client> {
  const sandbox = await startDataverse(options);
  onTestFinished(() => sandbox.stop());
  const send = async (
    method: string,
    url: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer> => {
    const response = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>;
    const code = (json['error'] as { code: string } | undefined)?.code;
    return { status: response.status, headers: response.headers, text, json, code };
  };
  const call: Client['call'] = (method, path, body, headers = {}) =>
    send(method, `${sandbox.url}/api/data/v9.2/${path}`, body, headers);
  return {
    sandbox,
    call,
    async create(set, values, headers = {}) {
      const answer = await call('POST', set, values, headers);
      const id = /\(([0-9a-f-]{36})\)$/.exec(answer.headers.get('odata-entityid') ?? '')?.[1];
      if (id === undefined) throw new Error(`${set}: ${answer.status} ${answer.text}`);
      return id;
    },
    async find(path) {
      const answer = await call('GET', path);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
      return answer.json['value'] as Record<string, unknown>[];
    },
    turn: (method, name, body) => send(method, `${sandbox.url}/sandbox/${name}`, body, {}),
  };
}

/** The id of a seeded company. */
export async function companyId(client: Client, code: string): Promise<string> {
  const [company] = await client.find(`cdm_companies?$filter=cdm_companycode eq '${code}'`);
  return String(company?.['cdm_companyid']);
}

export interface Notification {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly context: Record<string, unknown>;
}

export interface Webhook {
  readonly url: string;
  readonly received: readonly Notification[];
  /** Statuses of the next answers; 200 when none is left. */
  readonly answers: number[];
}

/** An endpoint that keeps what is posted to it. */
export async function openWebhook(): Promise<Webhook> {
  const received: Notification[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8');
      received.push({
        url: request.url ?? '',
        headers: request.headers,
        text,
        context: JSON.parse(text) as Record<string, unknown>,
      });
      response.statusCode = answers.shift() ?? 200;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received, answers };
}

/** Asks again until the answer is not undefined; fails after twenty seconds. */
export async function eventually<T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 20_000; ;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error('It did not happen within twenty seconds.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
