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
import { busConformance } from './bus-conformance.ts';

busConformance('Service Bus over AMQP', async () => {
  const topology = parseTopology(
    JSON.parse(await readFile(new URL('../../shared/messaging/topology.json', import.meta.url), 'utf8')),
  );
  const broker = await startBroker({ topology });
  const bus = serviceBusBus(
    { connectionString: broker.connectionString },
    { scanWindowMs: 500, now: () => Date.now() },
  );
  const client = new ServiceBusClient(broker.connectionString);
  const receive = async (topic: string, subscription: string, milliseconds: number) => {
    const receiver = client.createReceiver(topic, subscription);
    const received: { messageId: string; body: unknown }[] = [];
    for (const end = Date.now() + milliseconds; Date.now() < end;) {
      const messages = await receiver.receiveMessages(200, {
        maxWaitTimeInMs: Math.max(1, end - Date.now()),
      });
      for (const message of messages) {
        received.push({ messageId: String(message.messageId), body: message.body as unknown });
        await receiver.completeMessage(message);
      }
    }
    await receiver.close();
    return received;
  };
  return {
    bus,
    received: (area, milliseconds) => receive(changesTopic(area), syncSubscription, milliseconds),
    scans: async (milliseconds) =>
      (await receive(scanTopic, scanSubscription, milliseconds)).map(({ body }) => body),
    killAll: async (area) => {
      const receiver = client.createReceiver(changesTopic(area), syncSubscription);
      for (let delivery = 0; delivery < topology.defaults.maxDeliveryCount; delivery++)
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
