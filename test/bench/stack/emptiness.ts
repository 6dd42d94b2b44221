import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceBusClient } from '@azure/service-bus';
import type { Subscription } from './bench-topics.ts';

export interface Emptiness {
  /**
   * Waits until no message is left, locked ones included: what follows a written row (commit, completion) belongs to
   * the run that wrote it.
   *
   * @throws Error when messages stay.
   */
  untilEmpty(): Promise<void>;
  close(): Promise<void>;
}

const patienceMs = 30_000;

export function emptiness(connectionString: string, { topic, subscription }: Subscription): Emptiness {
  const client = new ServiceBusClient(connectionString);
  const first = async (): Promise<string | undefined> => {
    // A receiver goes on where it last looked; a new one looks from the start.
    const receiver = client.createReceiver(topic, subscription);
    try {
      const [message] = await receiver.peekMessages(1);
      return message === undefined ? undefined : String(message.messageId);
    } finally {
      await receiver.close();
    }
  };
  return {
    async untilEmpty() {
      for (const end = Date.now() + patienceMs; ;) {
        const left = await first();
        if (left === undefined) return;
        if (Date.now() > end) throw new Error(`${topic} still holds message ${left}`);
        await sleep(20);
      }
    },
    close: () => client.close(),
  };
}
