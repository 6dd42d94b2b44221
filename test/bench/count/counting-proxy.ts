import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

/** Stands before an HTTP service on loopback and counts what passes. */
export interface CountingProxy {
  readonly port: number;
  /** Requests since the last reset. */
  requests(): number;
  reset(): void;
  stop(): Promise<void>;
}

/** @param target port of the service. */
export async function countingProxy(target: number): Promise<CountingProxy> {
  let requests = 0;
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    requests += 1;
    const { method, url, headers } = incoming;
    const onward = forward({ host: '127.0.0.1', port: target, method, path: url, headers });
    const answered = once(onward, 'response') as Promise<[IncomingMessage]>;
    await Promise.all([pipeline(incoming, onward), answered]);
    const [answer] = await answered;
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    await pipeline(answer, outgoing);
  };
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests: () => requests,
    reset: () => {
      requests = 0;
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
