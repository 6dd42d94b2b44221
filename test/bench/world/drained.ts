import { ServiceBusClient } from '@azure/service-bus';
import { changesTopic, syncSubscription } from '../../../shared/messaging/topics.ts';
import type { Area } from '../../../shared/table-map/area.ts';

/** Whether the topic of an area holds no message that could be worked on now, locked ones included. */
export async function drained(serviceBus: string, area: Area): Promise<boolean> {
  const client = new ServiceBusClient(serviceBus);
  try {
    const receiver = client.createReceiver(changesTopic(area), syncSubscription);
    for (;;) {
      const messages = await receiver.peekMessages(250);
      if (messages.length === 0) return true;
      if (messages.some(({ state }) => state === 'active')) return false;
    }
  } finally {
    await client.close();
  }
}
