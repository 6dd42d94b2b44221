import { app } from '@azure/functions';
import { bulkTopic, changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { handleBulkChange } from '../handle-bulk-change.ts';
import { handleChange } from '../handle-change.ts';

app.serviceBusTopic('vendor-invoice', {
  topicName: changesTopic('vendor-invoice'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleChange('vendor-invoice'),
});

app.serviceBusTopic('vendor-invoice-bulk', {
  topicName: bulkTopic('vendor-invoice'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleBulkChange('vendor-invoice'),
});
