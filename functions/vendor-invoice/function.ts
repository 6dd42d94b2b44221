import { app } from '@azure/functions';
import { changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { handleChange } from '../handle-change.ts';

app.serviceBusTopic('vendor-invoice', {
  topicName: changesTopic('vendor-invoice'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleChange('vendor-invoice'),
});
