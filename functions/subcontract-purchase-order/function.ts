import { app } from '@azure/functions';
import { changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { handleChange } from '../handle-change.ts';

app.serviceBusTopic('subcontract-purchase-order', {
  topicName: changesTopic('subcontract-purchase-order'),
  subscriptionName: syncSubscription,
  connection: 'SERVICE_BUS',
  handler: handleChange('subcontract-purchase-order'),
});
