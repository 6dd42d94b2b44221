import { app } from '@azure/functions';
import { changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { handleChange } from '../handle-change.ts';

app.serviceBusTopic('expense', {
  topicName: changesTopic('expense'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleChange('expense'),
});
