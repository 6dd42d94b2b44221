import { ServiceBusClient } from '@azure/service-bus';
import { z } from 'zod';
import { closedLoop } from '../run/closed-loop.ts';
import { benchTopics } from '../stack/bench-topics.ts';
import type { Contender } from './contender.ts';

const body = z.object({ row: z.string() });

/** What no design on this broker can beat: send a message, receive it, complete it, with the plain client. */
export function floor(connectionString: string, mostConcurrent: number): Contender {
  const { topic, subscription } = benchTopics.floor;
  const client = new ServiceBusClient(connectionString);
  const sender = client.createSender(topic);
  const receiver = client.createReceiver(topic, subscription);
  const waiting = new Map<string, PromiseWithResolvers<undefined>>();
  const listening = receiver.subscribe(
    {
      async processMessage(message) {
        const { row } = body.parse(message.body);
        await receiver.completeMessage(message);
        waiting.get(row)?.resolve(undefined);
      },
      processError({ error }) {
        for (const slot of waiting.values()) slot.reject(error);
        return Promise.resolve();
      },
    },
    { autoCompleteMessages: false, maxConcurrentCalls: mostConcurrent },
  );
  return {
    key: 'floor',
    title: 'floor: broker alone',
    run: (concurrent, changes) =>
      closedLoop(concurrent, changes, async (position) => {
        const row = String(position);
        const completed = Promise.withResolvers<undefined>();
        waiting.set(row, completed);
        const from = performance.now();
        await Promise.all([sender.sendMessages({ body: { row } }), completed.promise]);
        return { latency: performance.now() - from };
      }),
    async stop() {
      await listening.close();
      await client.close();
    },
  };
}
