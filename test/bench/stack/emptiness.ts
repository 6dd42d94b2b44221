import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceBusClient } from '@azure/service-bus';
import Long from 'long';
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
  const receiver = client.createReceiver(topic, subscription);
  return {
    async untilEmpty() {
      for (const end = Date.now() + patienceMs; ;) {
        const [left] = await receiver.peekMessages(1, { fromSequenceNumber: Long.ZERO });
        if (left === undefined) return;
        if (Date.now() > end) throw new Error(`${topic} still holds message ${String(left.messageId)}`);
        await sleep(5);
      }
    },
    close: () => client.close(),
  };
}
