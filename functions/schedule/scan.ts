import { app } from '@azure/functions';
import { SpanKind } from '@opentelemetry/api';
import { LedgerError } from '../../shared/ledger/ledger-error.ts';
import { BusError } from '../../shared/messaging/bus-error.ts';
import { scanRequestSchema } from '../../shared/messaging/scan-request.ts';
import { scanSubscription, scanTopic } from '../../shared/messaging/topics.ts';
import { CounterpartError } from '../../shared/sync/counterpart-error.ts';
import { guardedScan } from '../../shared/sync/gates/guarded-scan.ts';
import { inSpan } from '../../shared/telemetry/in-span.ts';
import { carrierOfMessage } from '../carrier-of-message.ts';
import { getRuntime } from '../runtime.ts';
import { logWords } from '../../shared/sync/log-words.ts';

/**
 * A scan that fails is not tried again by its message: the timer requests the next one, and that one publishes what
 * this one did not. So an outage of hours leaves no dead letters behind.
 */
app.serviceBusTopic('scan', {
  topicName: scanTopic,
  subscriptionName: scanSubscription,
  connection: 'SERVICE_BUS',
  handler: async (message, context) => {
    const request = scanRequestSchema.parse(message);
    const { sync } = await getRuntime();
    const name = `scan of ${request.map} in ${request.company}`;
    try {
      const { rows, published } = await inSpan(
        `scan ${request.map}`,
        { kind: SpanKind.CONSUMER, parent: carrierOfMessage(context) },
        () => guardedScan(sync, request),
      );
      if (published > 0) context.log(`${name}: ${rows} rows, ${published} changes published`);
    } catch (error) {
      const passes =
        error instanceof CounterpartError || error instanceof LedgerError || error instanceof BusError;
      if (!passes) throw error;
      context.error(`${name} failed and is requested again by the timer: ${logWords(error)}`);
    }
  },
});
