import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * What becomes of a request to the table store. `busy`: refused; `lost`: done, and the connection ends without an answer;
 * `timed-out`: done, and the answer says that it was not; `silent`: not done, and never answered.
 */
export type Fate = 'passes' | 'busy' | 'throttled' | 'lost' | 'timed-out' | 'silent';

export interface LedgerProxy {
  /** The store's connection string, by way of the proxy. */
  readonly connectionString: string;
  /** Decides about each request from now on; by its number from 1, counted anew. */
  decide(fate: (request: number) => Fate): void;
  stop(): Promise<void>;
}

/**
 * Answers of Table Storage that is asked for more than a partition takes.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes
 */
const answers = {
  busy: [503, 'ServerBusy', 'The server is currently unable to receive requests.'],
  throttled: [429, 'TooManyRequests', 'Too many requests.'],
  'timed-out': [500, 'OperationTimedOut', 'The operation could not be completed within the permitted time.'],
} as const;

/** Stands before the table store and gives it the bad days that its stand-in never has. */
export async function ledgerProxy(store: string): Promise<LedgerProxy> {
  const target = /http:\/\/127\.0\.0\.1:(\d+)/.exec(store)?.[1];
  if (target === undefined) throw new Error(`No port in ${store}`);
  let decide: (request: number) => Fate = () => 'passes';
  let count = 0;

  const pass = async (incoming: IncomingMessage): Promise<readonly [IncomingMessage, Buffer]> => {
    const { method, url, headers } = incoming;
    const onward = forward({ host: '127.0.0.1', port: target, method, path: url, headers });
    onward.end(await buffer(incoming));
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    return [answer, await buffer(answer)];
  };
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const fate = decide(++count);
    if (fate === 'silent') return;
    const [answer, body] = fate === 'busy' || fate === 'throttled' ? [] : await pass(incoming);
    if (fate === 'lost') outgoing.destroy();
    else if (fate === 'passes') outgoing.writeHead(answer?.statusCode ?? 502, answer?.headers).end(body);
    else {
      const [status, code, value] = answers[fate];
      outgoing
        .writeHead(status, { 'Content-Type': 'application/json' })
        .end(JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value } } }));
    }
  };
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    connectionString: store.replaceAll(`127.0.0.1:${target}`, `127.0.0.1:${String(port)}`),
    decide(fate) {
      count = 0;
      decide = fate;
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
