import { ServiceBusClient, ServiceBusError } from '@azure/service-bus';
import { BusError } from '../bus-error.ts';
import topology from '../topology.json' with { type: 'json' };
import type { ServiceBusAddress } from './service-bus-bus.ts';

/** A subscription of the topology that cannot be received from, and why. */
export interface Unreachable {
  readonly topic: string;
  readonly subscription: string;
  readonly reason: 'missing' | 'refused' | 'disabled';
}

const reasons: Readonly<Record<string, Unreachable['reason']>> = {
  MessagingEntityNotFound: 'missing',
  UnauthorizedAccess: 'refused',
  MessagingEntityDisabled: 'disabled',
};

/**
 * Peeks into every subscription of the topology; nothing is taken or locked. What they are set to (lock, deliveries,
 * duplicate detection) is no part of this protocol.
 *
 * @returns the number of subscriptions, and those that cannot be received from.
 * @throws BusError when the namespace cannot be reached.
 */
export async function checkTopology(
  address: ServiceBusAddress,
): Promise<{ readonly subscriptions: number; readonly unreachable: readonly Unreachable[] }> {
  const options = { retryOptions: { maxRetries: 0, timeoutInMs: 10_000 } };
  const client =
    'connectionString' in address
      ? new ServiceBusClient(address.connectionString, options)
      : new ServiceBusClient(address.namespace, address.credential, options);
  const all = topology.topics.flatMap(({ name: topic, subscriptions }) =>
    subscriptions.map(({ name: subscription }) => ({ topic, subscription })),
  );
  try {
    const looked = await Promise.all(
      all.map(async ({ topic, subscription }): Promise<Unreachable | undefined> => {
        try {
          await client.createReceiver(topic, subscription).peekMessages(1);
          return undefined;
        } catch (error) {
          const reason = error instanceof ServiceBusError ? reasons[error.code] : undefined;
          if (reason !== undefined) return { topic, subscription, reason };
          const text = error instanceof Error ? error.message : String(error);
          throw new BusError(error instanceof ServiceBusError ? error.code : 'unreachable', text, {
            cause: error,
          });
        }
      }),
    );
    return { subscriptions: all.length, unreachable: looked.filter((each) => each !== undefined) };
  } finally {
    await client.close();
  }
}
