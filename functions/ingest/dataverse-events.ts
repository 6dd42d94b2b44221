import { app } from '@azure/functions';
import { acceptDataverseEvent } from '../../shared/ingest/accept-dataverse-event.ts';
import { dataverseEventsTopic, ingestSubscription } from '../../shared/messaging/topics.ts';
import { getRuntime } from '../runtime.ts';
import { topicAnswer } from './topic-answer.ts';

app.serviceBusTopic('dataverse-events', {
  topicName: dataverseEventsTopic,
  subscriptionName: ingestSubscription,
  connection: 'SERVICE_BUS',
  handler: async (message, context) => {
    const { ingest } = await getRuntime();
    await topicAnswer(message, context, (bytes) => acceptDataverseEvent(ingest, bytes, 'topic'));
  },
});
