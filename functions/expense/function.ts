import { app } from '@azure/functions';
import { bulkTopic, changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { handleBulkChange } from '../handle-bulk-change.ts';
import { handleChange } from '../handle-change.ts';

app.serviceBusTopic('expense', {
  topicName: changesTopic('expense'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleChange('expense'),
});

app.serviceBusTopic('expense-bulk', {
  topicName: bulkTopic('expense'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleBulkChange('expense'),
});
