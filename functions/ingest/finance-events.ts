import { app } from '@azure/functions';
import { acceptFinanceEvent } from '../../shared/ingest/accept-finance-event.ts';
import { financeEventsTopic, ingestSubscription } from '../../shared/messaging/topics.ts';
import { getRuntime } from '../runtime.ts';
import { topicAnswer } from './topic-answer.ts';

app.serviceBusTopic('finance-events', {
  topicName: financeEventsTopic,
  subscriptionName: ingestSubscription,
  connection: 'SERVICE_BUS',
  handler: async (message, context) => {
    const { ingest } = await getRuntime();
    await topicAnswer(message, context, (bytes) => acceptFinanceEvent(ingest, bytes, 'topic'));
  },
});
