import { app } from '@azure/functions';
import { acceptDataverseEvent } from '../../shared/ingest/accept-dataverse-event.ts';
import { getRuntime } from '../runtime.ts';
import { httpAnswer } from './http-answer.ts';

/** What a vendor's connector was seen to send before the first event; answered before anything is parsed. */
const probe = 'URL_VALIDATION';

app.http('dataverse-webhook', {
  route: 'dataverse/events',
  methods: ['POST'],
  authLevel: 'function',
  handler: async (request, context) => {
    if (request.headers.get('x-ms-dynamics-request-name') === probe) return { status: 200 };
    const { ingest } = await getRuntime();
    return httpAnswer(request, context, ingest.telemetry, (bytes) =>
      acceptDataverseEvent(ingest, bytes, 'webhook'),
    );
  },
});
