import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to a sandbox on which one request can be refused as by a system that is busy. */
export interface RefusingProxy {
  readonly url: string;
  /** Counts from 0 again; the request of this number gets the answer in place of the sandbox's, all others pass. */
  refuse(number: number, status: number): void;
  /** Requests since then. */
  asked(): number;
  stop(): Promise<void>;
}

/** Opens the way to `target`, on which nothing is refused yet. */
export async function startRefusingProxy(target: string): Promise<RefusingProxy> {
  const { hostname, port } = new URL(target);
  let refused: { readonly number: number; readonly status: number } | undefined;
  let asked = 0;
  const server = createServer((incoming, outgoing) => {
    const number = asked++;
    if (number === refused?.number) {
      incoming.resume();
      outgoing.writeHead(refused.status, { 'content-type': 'application/json' });
      outgoing.end('{"error":{"code":"","message":"not now"}}');
      return;
    }
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refuse(number, status) {
      refused = { number, status };
      asked = 0;
    },
    asked: () => asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
