import type { ChangeMessage } from '../messaging/bus.ts';
import { newChange } from '../messaging/new-change.ts';
import type { Sync } from '../sync/sync.ts';
import type { Comparison } from './comparison.ts';

/**
 * Asks the sync to look at records that differ: it writes what it may, and lists as open what a person must decide. Rows
 * without a source are left alone.
 *
 * @returns how many were asked for.
 * @throws BusError
 */
export async function publishLooks(sync: Sync, rows: readonly Comparison[]): Promise<number> {
  const messages = rows.filter(isCurable).map((row): ChangeMessage => {
    const { change, ...message } = newChange(sync.maps.byName(row.map), {
      source: row.direction === 'to-finance' ? 'dataverse' : 'finance',
      row: row.row,
      event: 'seen',
      key: `compare|${sync.newId()}`,
      origin: 'compare',
      at: sync.now(),
    });
    return { ...message, lane: 'bulk', change: { ...change, mode: 'verify' } };
  });
  if (messages.length > 0) await sync.bus.publish(messages);
  return messages.length;
}

/** Its source row is there. */
const isCurable = ({ result, direction }: Comparison): boolean =>
  result === 'different' ||
  result === 'not comparable' ||
  result === (direction === 'to-finance' ? 'missing in Finance' : 'missing in Dataverse');
