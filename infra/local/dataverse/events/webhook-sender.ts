import type { EventSender, SendFailure } from './send-event.ts';
import { executionContext } from './execution-context.ts';
import type { RaisedEvent } from './raised-event.ts';
import { trimContext, writeContext } from './write-context.ts';

const largestPayload = 256 * 1024;
const timeoutMs = 60_000;
/** Codes of failed webhook jobs. */
const failed = { status: 0x80050201, timeout: 0x80050202, post: 0x80050205, size: 0x80050207 };

/**
 * Posts a context as Dataverse's webhook sender does: key as `?code=`, 60 seconds, success is 2xx and nothing else,
 * one more attempt after 502, 503 or 504 and after nothing else (use-webhooks, Microsoft Learn).
 */
export function webhookSender(
  url: string,
  key: string,
  organizationId: string,
  organization: string,
): EventSender {
  const stopped = new AbortController();
  const address = new URL(url);
  address.searchParams.set('code', key);
  return {
    async send(event, oversize) {
      const context = executionContext(event, organizationId);
      const whole = writeContext(context);
      const headers = headersOf(event, organization);
      const tooLarge = oversize || sizeOf(headers, whole) > largestPayload;
      // The value of the header is not documented; its presence is.
      if (tooLarge) headers['x-ms-dynamics-msg-size-exceeded'] = 'True';
      const body = tooLarge ? writeContext(trimContext(context)) : whole;
      if (sizeOf(headers, body) > largestPayload)
        return { code: failed.size, message: 'The webhook payload is too large.' };
      const first = await post(address, headers, body, stopped.signal);
      const again = first.status !== undefined && [502, 503, 504].includes(first.status);
      return (again ? await post(address, headers, body, stopped.signal) : first).failure;
    },
    close() {
      stopped.abort();
      return Promise.resolve();
    },
  };
}

const headersOf = (event: RaisedEvent, organization: string): Record<string, string> => ({
  'content-type': 'application/json',
  'x-ms-dynamics-organization': organization,
  'x-ms-dynamics-entity-name': event.table.name,
  'x-ms-dynamics-request-name': event.message,
  'x-ms-correlation-request-id': event.caller.correlationId,
});

const sizeOf = (headers: Readonly<Record<string, string>>, body: string): number =>
  Object.entries(headers).reduce(
    (sum, [name, value]) => sum + name.length + value.length + 4,
    Buffer.byteLength(body),
  );

async function post(
  address: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  stopped: AbortSignal,
): Promise<{ status?: number; failure?: SendFailure }> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(timeoutMs)]),
    });
    await response.body?.cancel();
    if (response.status >= 200 && response.status < 300) return { status: response.status };
    return {
      status: response.status,
      failure: { code: failed.status, message: `The webhook answered with status ${response.status}.` },
    };
  } catch (error) {
    if (stopped.aborted) throw error;
    const late = error instanceof Error && error.name === 'TimeoutError';
    return {
      failure: late
        ? { code: failed.timeout, message: 'The webhook did not answer in 60 seconds.' }
        : { code: failed.post, message: `The webhook could not be called: ${String(error)}` },
    };
  }
}
