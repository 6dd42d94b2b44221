import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Stands before an HTTP service on loopback, counts what passes, and makes it wait where it is told to. */
export interface CountingProxy {
  readonly port: number;
  /** Requests since the last reset. */
  requests(): number;
  reset(): void;
  /** From now on tells address and body of each request; undefined: no more. */
  observe(told: ((request: string) => void) | undefined): void;
  /** From now on lets so many requests a second through; what comes faster waits. undefined: all. */
  pace(perSecond: number | undefined): void;
  stop(): Promise<void>;
}

/** @param target port of the service. */
export async function countingProxy(target: number): Promise<CountingProxy> {
  let requests = 0;
  let gapMs = 0;
  let told: ((request: string) => void) | undefined;
  let free = 0;
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    requests += 1;
    const now = performance.now();
    const turn = Math.max(now, free);
    free = turn + gapMs;
    if (turn > now) await sleep(turn - now);
    const { method, url, headers } = incoming;
    if (told !== undefined) tell(told, incoming);
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
    observe: (observer) => {
      told = observer;
    },
    pace: (perSecond) => {
      gapMs = perSecond === undefined ? 0 : 1_000 / perSecond;
      free = 0;
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Listens to a body that goes its own way. */
function tell(told: (request: string) => void, incoming: IncomingMessage): void {
  const parts: Buffer[] = [];
  incoming.on('data', (part: Buffer) => parts.push(part));
  incoming.on('end', () => {
    told(`${incoming.url ?? ''}\n${Buffer.concat(parts).toString()}`);
  });
}
