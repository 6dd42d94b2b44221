import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** Takes what Dataverse posts, so that it can be posted later and timed. */
export interface ContextCapture {
  readonly url: string;
  /** The execution context that came for a row; waits for it. */
  contextOf(row: string): Promise<string>;
  stop(): Promise<void>;
}

const context = z.object({ PrimaryEntityId: z.string() });

export async function captureContexts(): Promise<ContextCapture> {
  const slots = new Map<string, PromiseWithResolvers<string>>();
  const slotOf = (row: string): PromiseWithResolvers<string> => {
    const slot = slots.get(row) ?? Promise.withResolvers<string>();
    slots.set(row, slot);
    return slot;
  };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      slotOf(context.parse(JSON.parse(body)).PrimaryEntityId).resolve(body);
      response.end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async contextOf(row) {
      const body = await slotOf(row).promise;
      slots.delete(row);
      return body;
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
