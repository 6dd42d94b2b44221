import { app } from '@azure/functions';
import { changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { handleChange } from '../handle-change.ts';

app.serviceBusTopic('estimates-actuals', {
  topicName: changesTopic('estimates-actuals'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleChange('estimates-actuals'),
});
