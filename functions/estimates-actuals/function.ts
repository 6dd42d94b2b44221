import { app } from '@azure/functions';
import { bulkTopic, changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { handleBulkChange } from '../handle-bulk-change.ts';
import { handleChange } from '../handle-change.ts';

app.serviceBusTopic('estimates-actuals', {
  topicName: changesTopic('estimates-actuals'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleChange('estimates-actuals'),
});

app.serviceBusTopic('estimates-actuals-bulk', {
  topicName: bulkTopic('estimates-actuals'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleBulkChange('estimates-actuals'),
});
