import { app } from '@azure/functions';
import { bulkTopic, changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { handleBulkChange } from '../handle-bulk-change.ts';
import { handleChange } from '../handle-change.ts';

app.serviceBusTopic('project-invoice', {
  topicName: changesTopic('project-invoice'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleChange('project-invoice'),
});

app.serviceBusTopic('project-invoice-bulk', {
  topicName: bulkTopic('project-invoice'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleBulkChange('project-invoice'),
});
