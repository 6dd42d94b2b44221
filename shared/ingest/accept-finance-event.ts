import { readFinanceEvent, type FinanceDataEvent } from '../finance/read-finance-event.ts';
import type { ChangeMessage } from '../messaging/bus.ts';
import type { Change } from '../messaging/change.ts';
import { newChange } from '../messaging/new-change.ts';
import { UnreadableEventError } from '../odata/unreadable-event-error.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { noteOnSpan } from '../telemetry/note-on-span.ts';
import type { Accepted } from './accepted.ts';
import { doorbells } from './doorbells.ts';
import type { Ingest } from './ingest.ts';

const events: Readonly<Record<FinanceDataEvent['message'], Change['event']>> = {
  created: 'create',
  updated: 'update',
  deleted: 'delete',
};

/**
 * Takes one event of Finance. A data event that carries the key of its row becomes a change; every other event that
 * concerns us only rings: the set is scanned.
 *
 * @param bytes the body as it came.
 * @throws BusError when nothing could be published: the sender must send again.
 */
export async function acceptFinanceEvent(
  ingest: Ingest,
  bytes: Uint8Array,
  origin: 'webhook' | 'topic',
): Promise<Accepted> {
  let event;
  try {
    event = readFinanceEvent(bytes);
  } catch (error) {
    if (!(error instanceof UnreadableEventError)) throw error;
    ingest.telemetry.refused('unreadable');
    return { kind: 'unreadable', why: error.message };
  }
  noteOnSpan(
    event.kind === 'business'
      ? { 'posync.finance.event_id': event.eventId, 'posync.finance.event': event.businessEventId }
      : { 'posync.finance.event': event.kind === 'data' ? `${event.entity} ${event.message}` : event.kind },
  );
  ingest.telemetry.received('finance', origin);
  const brings = (map: TableMap): boolean =>
    map.toDataverse !== undefined && ingest.maps.stopped(map) === undefined;
  switch (event.kind) {
    case 'test':
      return { kind: 'not-ours', why: 'activation test of the endpoint' };
    case 'business': {
      const area = doorbells[event.businessEventId];
      if (area === undefined) return { kind: 'not-ours', why: `business event ${event.businessEventId}` };
      const maps = ingest.maps.byArea(area).filter(brings);
      return ring(ingest, maps, event.legalEntity, event.businessEventId);
    }
    case 'data': {
      const maps = ingest.maps.byFinanceEntity(event.entity).filter(brings);
      if (maps.length === 0) return { kind: 'not-ours', why: `no table map brings ${event.entity}` };
      const named = maps.flatMap((map) => changeOf(ingest, map, event, origin));
      if (named.length < maps.length) return ring(ingest, maps, event.company, `data event ${event.entity}`);
      await ingest.bus.publish(named);
      return { kind: 'published', changes: named.length };
    }
  }
}

/** A change, if the event names the record: every key property is there (a guid never is). */
function changeOf(ingest: Ingest, map: TableMap, event: FinanceDataEvent, origin: string): ChangeMessage[] {
  if (map.toDataverse?.target.kind !== 'mirror') return [];
  const key: Record<string, string> = {};
  for (const property of Object.keys(map.finance.key)) {
    const value = event.columns[property.toLowerCase()];
    if (value === undefined || value === null) return [];
    key[property] = value;
  }
  // A composed key that two different updates share would lose the second one.
  const idempotencyKey = `data|${event.composedKey ?? ingest.newId()}|${map.name}`;
  const told = {
    source: 'finance',
    row: canonicalKey(key, map.finance.key),
    event: events[event.message],
  } as const;
  return [newChange(map, { ...told, key: idempotencyKey, origin, at: ingest.now() })];
}

/** Requests scans of the maps, in the company that the event names or, where it names none, in all. */
async function ring(
  ingest: Ingest,
  maps: readonly TableMap[],
  company: string | undefined,
  origin: string,
): Promise<Accepted> {
  const companies = company === undefined || company === '' ? [...ingest.companies.keys()] : [company];
  const inScope = companies.filter((code) => ingest.companies.has(code));
  if (inScope.length === 0) return { kind: 'not-ours', why: `legal entity ${company ?? ''} is out of scope` };
  const requests = maps.flatMap((map) =>
    inScope.map((code) => ({ schema: 'scan/1' as const, map: map.name, company: code, origin })),
  );
  await Promise.all(requests.map((request) => ingest.bus.requestScan(request)));
  return { kind: 'scan-requested', scans: requests.length };
}
