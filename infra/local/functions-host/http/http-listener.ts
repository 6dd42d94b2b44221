import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Listener } from '../listener.ts';
import type { Answer } from './answer-request.ts';
import { writeResponse } from './write-response.ts';

export interface HttpListenerOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly answer: (request: IncomingMessage) => Promise<Answer>;
}

/** Serves on 127.0.0.1. An answer that fails is an empty 500, as in Azure. @throws Error when the port is taken */
export async function startHttpListener(
  options: HttpListenerOptions,
): Promise<Listener & { readonly url: string }> {
  const server = createServer((request, response) => {
    options
      .answer(request)
      .then((answer) => {
        // A connection kept alive would keep stop() waiting for its client.
        response.shouldKeepAlive &&= server.listening;
        writeResponse(response, answer);
      })
      .catch(() => writeResponse(response, 500));
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const closed = new Promise<void>((resolve) => server.once('close', resolve));

  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.close();
      await closed;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
