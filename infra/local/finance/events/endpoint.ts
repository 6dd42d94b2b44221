import { ServiceBusClient } from '@azure/service-bus';
import type { OutgoingEvent } from './outgoing-event.ts';

export type EventEndpoint =
  | { readonly kind: 'service-bus'; readonly connectionString: string; readonly topic: string }
  | { readonly kind: 'https'; readonly url: string }
  | { readonly kind: 'none' };

/** Where events are sent. */
export interface OpenEndpoint {
  /** @throws Error when the receiver did not take it. */
  send(event: OutgoingEvent): Promise<void>;
  close(): Promise<void>;
}

/** How long Finance waits for an HTTPS endpoint. */
const timeoutMs = 10_000;

/** Opens an endpoint. Messages carry no id and no session: the real sender sets neither. */
export function openEndpoint(endpoint: EventEndpoint): OpenEndpoint {
  switch (endpoint.kind) {
    case 'none':
      return { send: () => Promise.resolve(), close: () => Promise.resolve() };
    case 'https':
      return { send: (event) => post(endpoint.url, event), close: () => Promise.resolve() };
    case 'service-bus': {
      const client = new ServiceBusClient(endpoint.connectionString, {
        retryOptions: { maxRetries: 0, timeoutInMs: timeoutMs },
      });
      const sender = client.createSender(endpoint.topic);
      return {
        send: (event) =>
          sender.sendMessages({
            body: Buffer.from(event.body),
            contentType: 'application/json',
            applicationProperties: { ...event.properties },
          }),
        close: () => client.close(),
      };
    }
  }
}

async function post(url: string, event: OutgoingEvent): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: event.body,
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`The endpoint answered ${response.status}`);
}
