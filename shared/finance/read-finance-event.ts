import { isJsonObject } from '../odata/is-json-object.ts';
import type { JsonValue } from '../odata/json-value.ts';
import { parseEvent } from '../odata/parse-event.ts';
import { parseJson } from '../odata/parse-json.ts';
import type { JsonObject } from '../odata/read-page.ts';
import { UnreadableEventError } from '../odata/unreadable-event-error.ts';
import type { FinanceEvent } from './finance-event.ts';
import { readBusinessEvent } from './read-business-event.ts';
import { readDataEvent } from './read-data-event.ts';

export type { FinanceDataEvent } from './finance-event.ts';

/**
 * Reads what Finance sends to an endpoint: the test of its activation, a business event, or a data event, bare or
 * inside an Event Grid event whose `data` is an object or, as is the default, a JSON text.
 *
 * @param bytes the body as it came.
 * @throws UnreadableEventError naming the member that is missing or wrong.
 * @see https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/business-events/home-page
 */
export function readFinanceEvent(bytes: Uint8Array): FinanceEvent {
  const event = unwrap(parseEvent(bytes));
  if (event['BusinessEventId'] === 'BusinessEventsTestEndpointContract') return { kind: 'test' };
  if ('BusinessEventId' in event) return readBusinessEvent(event);
  if ('MessageName' in event) return readDataEvent(event);
  throw new UnreadableEventError('BusinessEventId', 'is missing, and MessageName of a data event too');
}

function unwrap(value: JsonValue): JsonObject {
  if (typeof value === 'string') return unwrap(inner(value));
  if (Array.isArray(value)) {
    const [only, ...others] = value as readonly JsonValue[];
    if (only === undefined || others.length > 0)
      throw new UnreadableEventError('body', `holds ${String(value.length)} events instead of one`);
    return unwrap(only);
  }
  if (!isJsonObject(value)) throw new UnreadableEventError('body', 'is no JSON object');
  const isEnvelope = 'data' in value && ('eventType' in value || 'specversion' in value);
  return isEnvelope ? unwrap(value['data'] ?? null) : value;
}

function inner(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    throw new UnreadableEventError('data', 'is a text that is not JSON', { cause: error });
  }
}
