import { app } from '@azure/functions';
import { acceptFinanceEvent } from '../../shared/ingest/accept-finance-event.ts';
import { getRuntime } from '../runtime.ts';
import { httpAnswer } from './http-answer.ts';

app.http('finance-webhook', {
  route: 'finance/events',
  methods: ['POST'],
  authLevel: 'function',
  handler: async (request, context) => {
    const { ingest } = await getRuntime();
    return httpAnswer(request, context, ingest.telemetry, (bytes) =>
      acceptFinanceEvent(ingest, bytes, 'webhook'),
    );
  },
});
