import { ServiceBusClient } from '@azure/service-bus';
import { financeEventsTopic, ingestSubscription } from '../../shared/messaging/topics.ts';

const most = 250;

/** Bodies of the events of Finance that wait in their topic; they stay there, and are not locked. */
export async function peekEvents(connectionString: string): Promise<readonly Uint8Array[]> {
  const client = new ServiceBusClient(connectionString);
  try {
    const receiver = client.createReceiver(financeEventsTopic, ingestSubscription, {
      skipParsingBodyAsJson: true,
    });
    const messages = await receiver.peekMessages(most);
    return messages.flatMap(({ body }: { readonly body?: unknown }) =>
      body instanceof Uint8Array ? [body] : typeof body === 'string' ? [Buffer.from(body)] : [],
    );
  } finally {
    await client.close();
  }
}
