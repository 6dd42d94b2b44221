import { randomUUID } from 'node:crypto';
import { SpanKind, type Span } from '@opentelemetry/api';
import { operationKind } from '../telemetry/counterpart-operation.ts';
import { failSpan, inSpan } from '../telemetry/in-span.ts';
import { NoAnswerError } from './no-answer-error.ts';
import type { HttpSenderOptions } from './http-sender.ts';
import type { ODataAnswer, Send } from './send.ts';
import { setOf } from './set-of.ts';

/**
 * Ids by which Microsoft finds a request in its own logs, where an answer carries them. Finance: `ms-dyn-aid`
 * (https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/data-entities/service-request-tracing); Dataverse:
 * assumed(dataverse-request-id).
 */
const idHeaders = {
  'ms-dyn-aid': 'finance.activity_id',
  'x-ms-service-request-id': 'dataverse.service_request_id',
};

/** Finance logs the one that we send, by the same page; Dataverse ignores headers that it does not know. */
const clientRequestId = 'x-ms-client-request-id';

/**
 * Each request in a span of its own, and counted. Of the address only the entity set is kept: keys and filters hold
 * values of rows.
 */
export function tracedSend(send: Send, { system, url, counted }: HttpSenderOptions): Send {
  const address = new URL(url).host;
  return (request) => {
    const kind = operationKind(request.method);
    const set = setOf(request.url);
    const id = randomUUID();
    const named = { ...request, headers: { ...request.headers, [clientRequestId]: id } };
    const attributes = {
      'posync.system': system,
      'posync.entity_set': set,
      'http.request.method': request.method,
      'server.address': address,
      'posync.client_request_id': id,
    };
    return inSpan(`${system} ${kind} ${set}`, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      try {
        const answer = await send(named);
        counted?.({ system, kind, status: answer.status });
        describeAnswer(span, answer);
        return answer;
      } catch (error) {
        counted?.({ system, kind, status: undefined });
        if (error instanceof NoAnswerError) span.setAttribute('posync.no_answer', error.reason);
        throw error;
      }
    });
  };
}

/** A 404 or 412 may be what was asked for; who asked says whether its change failed. */
function describeAnswer(span: Span, { status, header }: ODataAnswer): void {
  span.setAttribute('http.response.status_code', status);
  for (const [name, attribute] of Object.entries(idHeaders)) {
    const id = header(name);
    if (id !== undefined) span.setAttribute(`posync.${attribute}`, id);
  }
  if (status >= 400 && status !== 404 && status !== 412) failSpan(span, String(status));
}
