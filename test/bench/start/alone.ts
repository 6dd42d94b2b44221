import { app } from '@azure/functions';

/** What no functions app on this library beats: one function that answers. */
app.http('alone', {
  route: 'alone',
  methods: ['GET'],
  authLevel: 'function',
  handler: () => ({ status: 204 }),
});

/** One that listens to the bus, so that the local host loads its own client of Service Bus for this app as for ours. */
app.serviceBusTopic('listening', {
  topicName: 'changes-expense',
  subscriptionName: 'sync',
  connection: 'SERVICE_BUS',
  handler: () => undefined,
});
