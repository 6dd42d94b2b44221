import { app } from '@azure/functions';
import { changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { handleChange } from '../handle-change.ts';

app.serviceBusTopic('project-invoice', {
  topicName: changesTopic('project-invoice'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleChange('project-invoice'),
});
