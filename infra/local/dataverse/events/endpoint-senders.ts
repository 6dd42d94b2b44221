import type { Endpoint } from '../endpoint.ts';
import type { Database } from '../store/database.ts';
import type { StoredRow } from '../store/row.ts';
import type { EventSender } from './send-event.ts';

const contracts = { topic: 5, webhook: 8 };

/**
 * The senders of registered service endpoints. A changed endpoint gets a new one; jobs under way end at the one that they
 * began with, as a job that was started with an old key does.
 */
export class EndpointSenders {
  readonly #database: Database;
  readonly #make: (endpoint: Endpoint) => EventSender | undefined;
  readonly #known = new Map<string, EventSender | undefined>();

  constructor(database: Database, make: (endpoint: Endpoint) => EventSender | undefined) {
    this.#database = database;
    this.#make = make;
  }

  /** undefined where the endpoint is gone, or of a kind that the sandbox does not have. */
  of(endpoint: string): EventSender | undefined {
    const row = this.#database.rows('serviceendpoint').get(endpoint);
    if (row === undefined) return undefined;
    const name = `${endpoint}/${textOf(row['versionnumber'])}`;
    if (!this.#known.has(name)) this.#known.set(name, this.#make(endpointOf(row)));
    return this.#known.get(name);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#known.values()].map(async (sender) => sender?.close()));
  }
}

function endpointOf(row: StoredRow): Endpoint {
  if (row['contract'] === contracts.webhook)
    return { kind: 'webhook', url: textOf(row['url']), key: textOf(row['authvalue']) };
  if (row['contract'] === contracts.topic)
    return { kind: 'service-bus', connectionString: connectionString(row), topic: textOf(row['path']) };
  return { kind: 'none' };
}

function connectionString(row: StoredRow): string {
  const address = textOf(row['namespaceaddress']);
  const local = URL.canParse(address) && new URL(address).hostname === '127.0.0.1';
  return [
    `Endpoint=${address}`,
    `SharedAccessKeyName=${textOf(row['saskeyname'])}`,
    `SharedAccessKey=${textOf(row['saskey'])}`,
    ...(local ? ['UseDevelopmentEmulator=true'] : []),
  ].join(';');
}

const textOf = (value: StoredRow[string] | undefined): string => (typeof value === 'string' ? value : '');
