import { mkdirSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import rhea from 'rhea';
import { parseTopology } from './parse-topology.ts';
import { Entities } from './store/entities.ts';
import { FileJournal } from './store/file-journal.ts';
import type { Clock } from './store/clock.ts';
import type { Journal } from './store/journal.ts';
import { noJournal } from './store/no-journal.ts';
import { readJournal } from './store/read-journal.ts';
import { restore } from './store/restore.ts';
import { snapshot } from './store/snapshot.ts';
import { systemClock } from './store/system-clock.ts';
import type { Topology } from './topology.ts';
import { serveConnections } from './wire/serve-connections.ts';

export interface BrokerOptions {
  /** What `shared/messaging/topology.json` holds. */
  readonly topology: Topology;
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** Where messages are kept so that they survive the process. Absent: in memory only. */
  readonly file?: string;
  /** By which locks run out and scheduled messages become due; the system's when absent. */
  readonly clock?: Clock;
}

export interface MessageCounts {
  /** In the subscription's queue, also those that are locked. */
  readonly active: number;
  /** In the topic, waiting for their time, and meant for this subscription. */
  readonly scheduled: number;
  /** In the dead-letter queue, also those that were deferred there. */
  readonly deadLetter: number;
  /** Those of the dead letters that were deferred. */
  readonly deferredDeadLetter: number;
  /** In the subscription's queue. */
  readonly deferred: number;
}

export interface Broker {
  readonly port: number;
  /** For the unmodified `@azure/service-bus` client; any other key is as good. */
  readonly connectionString: string;
  /** @throws Error when there is no such subscription. */
  counts(topic: string, subscription: string): MessageCounts;
  /** Drops every connection, as a network fault. Locks stay until they run out, as in the service. */
  disconnectAll(): void;
  /** Close clients of the same process before: one that is closed while it notices the loss takes a minute. */
  stop(): Promise<void>;
}

/**
 * Starts a stand-in for Azure Service Bus on loopback: topics and subscriptions over AMQP 1.0 without TLS.
 * @throws Error when the topology is not valid, the port is taken, or the file is damaged.
 */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { entities, journal } = openStore(
    parseTopology(options.topology),
    options.file,
    options.clock ?? systemClock,
  );
  const container = rhea.create_container({ id: 'local-service-bus' });
  const { sasl_server_mechanisms: mechanisms } = container as { sasl_server_mechanisms: SaslMechanisms };
  mechanisms.enable_anonymous();
  mechanisms.enable_plain(() => true);
  serveConnections(container, entities, journal);

  const server = container.listen({
    port: options.port ?? 0,
    host: '127.0.0.1',
    ...LINK_OPTIONS,
  } as ListenOptions);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await once(server, 'listening').catch((error: unknown) => {
    journal.close();
    throw error;
  });
  const { port } = server.address() as AddressInfo;

  const disconnectAll = () => {
    for (const socket of sockets) socket.destroy(new Error('The broker dropped the connection.'));
  };
  return {
    port,
    connectionString:
      `Endpoint=sb://127.0.0.1:${port};SharedAccessKeyName=RootManageSharedAccessKey;` +
      'SharedAccessKey=local;UseDevelopmentEmulator=true',
    counts: (topic, subscription) => countsOf(entities, topic, subscription),
    disconnectAll,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      disconnectAll();
      await closed;
      entities.stop();
      journal.close();
    },
  };
}

interface SaslMechanisms {
  enable_anonymous(): void;
  enable_plain(check: () => boolean): void;
}

type ListenOptions = Parameters<typeof rhea.listen>[0];

/** rhea hands these to every connection. Unsettled deliveries fill its outgoing buffer, so it is larger than usual. */
const LINK_OPTIONS = {
  tcp_no_delay: true,
  session_buffer_size: { incoming: 4096, outgoing: 65_536 },
  sender_options: { autosettle: false, treat_modified_as_released: false },
  receiver_options: { autoaccept: false, credit_window: 1000 },
};

function openStore(
  topology: Topology,
  file: string | undefined,
  clock: Clock,
): { entities: Entities; journal: Journal } {
  if (file === undefined) {
    return { entities: new Entities(topology, clock, noJournal.record), journal: noJournal };
  }
  mkdirSync(path.dirname(file), { recursive: true });
  const journal = new FileJournal(file);
  const entities = new Entities(topology, clock, journal.record);
  restore(readJournal(file), entities);
  journal.open(() => snapshot(entities, clock.now()));
  return { entities, journal };
}

function countsOf(entities: Entities, topicName: string, subscriptionName: string): MessageCounts {
  const topic = entities.topics.find(({ name }) => name === topicName);
  const subscription = topic?.subscriptions.find(({ name }) => name === subscriptionName);
  if (topic === undefined || subscription === undefined) {
    throw new Error(`There is no subscription ${subscriptionName} of a topic ${topicName}.`);
  }
  const { active: deadLetter, deferred: deferredDeadLetter } = subscription.deadLetters.counts;
  return {
    ...subscription.queue.counts,
    scheduled: topic.scheduled.list().filter(({ content }) => subscription.matches(content)).length,
    deadLetter: deadLetter + deferredDeadLetter,
    deferredDeadLetter,
  };
}
