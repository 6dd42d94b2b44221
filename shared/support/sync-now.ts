import type { RecordState } from '../ledger/ledger.ts';
import { newChange } from '../messaging/new-change.ts';
import type { Sync } from '../sync/sync.ts';
import { recordMap } from './record-map.ts';

/**
 * Has a record that is settled compared now, whatever is known of it: what differs is written, in every direction that
 * its map has. One that is open is replayed instead, which also ends its dead letter.
 *
 * @returns why not, for a person; undefined: it is on its way.
 * @throws LedgerError, BusError.
 */
export async function syncNow(sync: Sync, state: RecordState, by: string): Promise<string | undefined> {
  const found = recordMap(sync.maps, state.record);
  if (found === undefined) return `There is no table map for ${state.record}.`;
  const { map, row } = found;
  if ((await sync.ledger.openRow(map.area, state.record)) !== undefined)
    return `${state.record} is open: replay it instead.`;
  const sources = [
    ...(map.toFinance === undefined ? [] : (['dataverse'] as const)),
    ...(map.toDataverse === undefined ? [] : (['finance'] as const)),
  ];
  const asked = sync.newId();
  await sync.ledger.addAudit({
    id: asked,
    at: new Date(sync.now()).toISOString(),
    by,
    action: 'sync-now',
    area: map.area,
    record: state.record,
    ...(state.number === undefined ? {} : { number: state.number }),
    ...(state.company === undefined ? {} : { company: state.company }),
    before: { outcome: state.outcome ?? 'unknown' },
    after: { outcome: 'sent' },
  });
  await sync.bus.publish(
    sources.map((source) => {
      const key = `now|${asked}|${source}`;
      const message = newChange(map, { source, row, event: 'seen', key, origin: 'sync now', at: sync.now() });
      return { ...message, change: { ...message.change, mode: 'verify' } };
    }),
  );
  return undefined;
}
