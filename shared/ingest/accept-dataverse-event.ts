import { executionContextKey } from '../dataverse/execution-context-key.ts';
import { readExecutionContext } from '../dataverse/read-execution-context.ts';
import type { Change } from '../messaging/change.ts';
import { newChange } from '../messaging/new-change.ts';
import { UnreadableEventError } from '../odata/unreadable-event-error.ts';
import { noteOnSpan } from '../telemetry/note-on-span.ts';
import type { Accepted } from './accepted.ts';
import type { Ingest } from './ingest.ts';

const events: Readonly<Record<string, Change['event']>> = {
  Create: 'create',
  Update: 'update',
  Delete: 'delete',
};

/**
 * Takes one execution context of Dataverse and publishes one change per table map of its table. What the context says
 * about the row's columns is not looked at: the row is read when the change is worked on. A map that is stopped for
 * another reason than the setting MAPS_OFF gets its changes too: they wait in the ledger until it runs.
 *
 * @param bytes the body as it came, UTF-8 whatever its Content-Type says.
 * @param origin `webhook` or `topic`, for the timeline.
 * @throws BusError when nothing could be published: the sender must send again.
 */
export async function acceptDataverseEvent(
  ingest: Ingest,
  bytes: Uint8Array,
  origin: 'webhook' | 'topic',
): Promise<Accepted> {
  let context;
  try {
    context = readExecutionContext(bytes);
  } catch (error) {
    if (!(error instanceof UnreadableEventError)) throw error;
    ingest.telemetry.refused('unreadable');
    return { kind: 'unreadable', why: error.message };
  }
  noteOnSpan({
    'posync.dataverse.correlation_id': context.correlationId,
    'posync.dataverse.request_id': context.requestId,
    'posync.dataverse.operation_id': context.operationId,
  });
  if (!ingest.organizationIds.has(context.organizationId.toLowerCase())) {
    ingest.telemetry.refused('foreign');
    return {
      kind: 'foreign',
      why: `organisation ${context.organizationId} (${context.organizationName}) is not configured`,
    };
  }
  ingest.telemetry.received('dataverse', origin);
  const event = events[context.messageName];
  if (event === undefined) return { kind: 'not-ours', why: `message ${context.messageName}` };
  const maps = ingest.maps
    .byDataverseTable(context.primaryEntityName)
    .filter((map) => map.toFinance !== undefined && !ingest.maps.isOff(map));
  if (maps.length === 0) return { kind: 'not-ours', why: `no table map sends ${context.primaryEntityName}` };

  // Where the context has nothing unique the key is random: a duplicate costs a read, a false duplicate loses a change.
  const contextKey = executionContextKey(context) ?? ingest.newId();
  const row = context.primaryEntityId.toLowerCase();
  const messages = maps.map((map) =>
    newChange(map, {
      source: 'dataverse',
      row,
      event,
      key: `${contextKey}|${map.name}`,
      origin,
      at: ingest.now(),
    }),
  );
  await ingest.bus.publish(messages);
  return { kind: 'published', changes: messages.length };
}
