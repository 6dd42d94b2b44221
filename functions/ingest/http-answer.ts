import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Accepted } from '../../shared/ingest/accepted.ts';
import { BusError } from '../../shared/messaging/bus-error.ts';
import type { Telemetry } from '../../shared/telemetry/telemetry.ts';
import { inIngestSpan } from './in-ingest-span.ts';
import { keysGiven } from './keys-given.ts';

/** No event of either system is larger: Dataverse trims at 256 KB, Finance's transports take at most 1 MB. */
const largestBody = 1_048_576;

/**
 * Answers one webhook call. 2xx: published, or nothing of ours; 400: can never be read; 401: more than one key, of which
 * the host has seen that one is good; 403: foreign organisation; 413, 415; 503: the bus cannot be reached, and Dataverse sends again on exactly that status.
 */
export async function httpAnswer(
  request: HttpRequest,
  context: InvocationContext,
  telemetry: Pick<Telemetry, 'refused'>,
  accept: (bytes: Uint8Array) => Promise<Accepted>,
): Promise<HttpResponseInit> {
  if (keysGiven(request) > 1) {
    telemetry.refused('keys');
    return refuse(401, 'More than one key was given: send one, as the header x-functions-key or as ?code=');
  }
  const type = request.headers.get('content-type');
  if (type !== null && !/^application\/([\w.+-]+\+)?json\b/i.test(type))
    return refuse(415, `Content-Type ${type} is not JSON`);
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength > largestBody)
    return refuse(413, `The body has ${bytes.byteLength} bytes; at most ${largestBody} are taken`);
  try {
    return answer(await inIngestSpan(context, () => accept(bytes)), context);
  } catch (error) {
    if (!(error instanceof BusError)) throw error;
    context.error(error.message);
    return {
      ...refuse(503, 'The message bus cannot be reached; send again'),
      headers: { 'Retry-After': '5' },
    };
  }
}

function answer(accepted: Accepted, context: InvocationContext): HttpResponseInit {
  switch (accepted.kind) {
    case 'published':
    case 'scan-requested':
      return { status: 202, jsonBody: accepted };
    case 'not-ours':
      return { status: 200, jsonBody: accepted };
    case 'foreign':
      context.warn(`refused: ${accepted.why}`);
      return refuse(403, accepted.why);
    case 'unreadable':
      context.warn(`unreadable event: ${accepted.why}`);
      return refuse(400, accepted.why);
  }
}

const refuse = (status: number, why: string): HttpResponseInit => ({ status, jsonBody: { error: why } });
