import { app } from '@azure/functions';
import { scanRequestSchema } from '../../shared/messaging/scan-request.ts';
import { scanSubscription, scanTopic } from '../../shared/messaging/topics.ts';
import { runScan } from '../../shared/sync/run-scan.ts';
import { getRuntime } from '../runtime.ts';

app.serviceBusTopic('scan', {
  topicName: scanTopic,
  subscriptionName: scanSubscription,
  connection: 'SERVICE_BUS',
  handler: async (message, context) => {
    const request = scanRequestSchema.parse(message);
    const { sync } = await getRuntime();
    const { rows, published } = await runScan(sync, request);
    if (published > 0)
      context.log(
        `scan of ${request.map} in ${request.company}: ${rows} rows, ${published} changes published`,
      );
  },
});
