import type { ServiceBusClient } from '@azure/service-bus';

/**
 * A receiver reconnects for ever whatever is set here, after the delay, which the SDK sets to 30 seconds. No retries
 * beyond that: after a lost connection it would try to settle over the old link, which can only time out.
 */
const retryOptions = { maxRetries: 0, retryDelayInMs: 500, timeoutInMs: 5_000 };

export interface ServiceBusConnections {
  /** The client of a connection setting, made at first use. @throws Error when the setting is not set */
  client(connection: string): ServiceBusClient;
  close(): Promise<void>;
}

/** One client, and so one AMQP connection, per connection setting. */
export function serviceBusConnections(
  Client: typeof ServiceBusClient,
  settings: NodeJS.ProcessEnv,
): ServiceBusConnections {
  const clients = new Map<string, ServiceBusClient>();
  return {
    client(connection) {
      const known = clients.get(connection);
      if (known !== undefined) return known;
      const text = settings[connection];
      if (text === undefined || text === '') {
        throw new Error(
          `Service Bus connection setting ${connection} is not set: the local host needs a connection string.`,
        );
      }
      const made = new Client(text, { retryOptions });
      clients.set(connection, made);
      return made;
    },
    async close() {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}
