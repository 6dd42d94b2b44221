import { app } from '@azure/functions';
import { bulkTopic, changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { handleBulkChange } from '../handle-bulk-change.ts';
import { handleChange } from '../handle-change.ts';

app.serviceBusTopic('setup-configuration', {
  topicName: changesTopic('setup-configuration'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleChange('setup-configuration'),
});

app.serviceBusTopic('setup-configuration-bulk', {
  topicName: bulkTopic('setup-configuration'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleBulkChange('setup-configuration'),
});
