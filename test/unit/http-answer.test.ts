import { HttpRequest, InvocationContext } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { noTelemetry } from '../../shared/telemetry/no-telemetry.ts';
import { httpAnswer } from '../../functions/ingest/http-answer.ts';
import { serviceBusBus } from '../../shared/messaging/service-bus/service-bus-bus.ts';

const request = (query = '', headers: Record<string, string> = {}): HttpRequest =>
  new HttpRequest({
    method: 'POST',
    url: `http://127.0.0.1/api/dataverse/events${query}`,
    body: { string: '{}' },
    headers: { 'content-type': 'application/json', ...headers },
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
    const answer = await httpAnswer(request(), context, noTelemetry, async () => {
      await bus.requestScan({ schema: 'scan/1', map: 'x', company: 'usmf', origin: 'test' });
      return { kind: 'scan-requested', scans: 1 };
    });
    await bus.close();
    expect(answer.status).toBe(503);
    expect(String(errors[0])).toContain('scan-requests');
  });

  it.each([
    ['two in the query', request('?code=one&code=one')],
    ['one in the query and one in the header', request('?code=one', { 'x-functions-key': 'one' })],
    ['two in the header', request('', { 'x-functions-key': 'one, two' })],
  ])('F27: is 401 to %s, and is counted', async (_what, twice) => {
    const refused: string[] = [];
    const counted = { refused: (kind: string) => void refused.push(kind) };
    const context = new InvocationContext({ functionName: 'dataverse-webhook' });
    const accept = () => Promise.reject(new Error('It was read.'));
    expect((await httpAnswer(twice, context, counted, accept)).status).toBe(401);
    expect(refused).toEqual(['keys']);
  });
});
