import { HttpRequest, InvocationContext } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { httpAnswer } from '../../functions/ingest/http-answer.ts';
import { serviceBusBus } from '../../shared/messaging/service-bus/service-bus-bus.ts';

const request = (): HttpRequest =>
  new HttpRequest({
    method: 'POST',
    url: 'http://127.0.0.1/api/dataverse/events',
    body: { string: '{}' },
    headers: { 'content-type': 'application/json' },
  });

describe('the answer to a webhook', () => {
  it('is 503 when the bus cannot be reached: the one status on which Dataverse sends again', async () => {
    // Nobody listens on port 9.
    const bus = serviceBusBus(
      {
        connectionString:
          'Endpoint=sb://127.0.0.1:9;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true',
      },
      { scanWindowMs: 1_000, now: () => Date.now() },
    );
    const errors: unknown[] = [];
    const context = new InvocationContext({
      functionName: 'dataverse-webhook',
      logHandler: (_level, ...args) => errors.push(...args),
    });
    const answer = await httpAnswer(request(), context, async () => {
      await bus.requestScan({ schema: 'scan/1', map: 'x', company: 'usmf', origin: 'test' });
      return { kind: 'scan-requested', scans: 1 };
    });
    await bus.close();
    expect(answer.status).toBe(503);
    expect(String(errors[0])).toContain('scan-requests');
  });
});
