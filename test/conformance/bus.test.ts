import { ServiceBusClient } from '@azure/service-bus';
import { readFile } from 'node:fs/promises';
import { parseTopology } from '../../infra/local/broker/parse-topology.ts';
import { startBroker } from '../../infra/local/broker/start-broker.ts';
import { serviceBusBus } from '../../shared/messaging/service-bus/service-bus-bus.ts';
import {
  changesTopic,
  scanSubscription,
  scanTopic,
  syncSubscription,
} from '../../shared/messaging/topics.ts';
import { SkippingClock } from '../integration/skipping-clock.ts';
import { busConformance } from './bus-conformance.ts';

busConformance('Service Bus over AMQP', async () => {
  const topology = parseTopology(
    JSON.parse(await readFile(new URL('../../shared/messaging/topology.json', import.meta.url), 'utf8')),
  );
  const clock = new SkippingClock();
  const broker = await startBroker({ topology, clock });
  const bus = serviceBusBus(
    { connectionString: broker.connectionString },
    { scanWindowMs: 500, now: () => Date.now() },
  );
  const client = new ServiceBusClient(broker.connectionString);
  const receive = async (topic: string, subscription: string, atLeast: number) => {
    const receiver = client.createReceiver(topic, subscription);
    const received: { messageId: string; body: unknown }[] = [];
    for (const end = Date.now() + 30_000; ;) {
      const messages = await receiver.receiveMessages(200, { maxWaitTimeInMs: 200 });
      if (messages.length === 0 && (received.length >= atLeast || Date.now() > end)) break;
      received.push(
        ...messages.map(({ messageId, body }) => ({
          messageId: String(messageId),
          body: body as unknown,
        })),
      );
      await Promise.all(messages.map((message) => receiver.completeMessage(message)));
    }
    await receiver.close();
    return received;
  };
  return {
    bus,
    received: (area, atLeast) => receive(changesTopic(area), syncSubscription, atLeast),
    scans: async (atLeast) => (await receive(scanTopic, scanSubscription, atLeast)).map(({ body }) => body),
    skip: (milliseconds) => {
      clock.skip(milliseconds);
    },
    killAll: async (area) => {
      const receiver = client.createReceiver(changesTopic(area), syncSubscription);
      while (broker.counts(changesTopic(area), syncSubscription).active > 0)
        for (const message of await receiver.receiveMessages(10, { maxWaitTimeInMs: 500 }))
          await receiver.abandonMessage(message);
      await receiver.close();
    },
    stop: async () => {
      await client.close();
      await bus.close();
      await broker.stop();
    },
  };
});
