import { app } from '@azure/functions';
import { bulkTopic, changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { handleBulkChange } from '../handle-bulk-change.ts';
import { handleChange } from '../handle-change.ts';

app.serviceBusTopic('subcontract-purchase-order', {
  topicName: changesTopic('subcontract-purchase-order'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleChange('subcontract-purchase-order'),
});

app.serviceBusTopic('subcontract-purchase-order-bulk', {
  topicName: bulkTopic('subcontract-purchase-order'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleBulkChange('subcontract-purchase-order'),
});
