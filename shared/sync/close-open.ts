import type { Area } from '../table-map/area.ts';
import type { Sync } from './sync.ts';

/**
 * Takes a record that is settled now off the list of open ones. A dead letter of it that nobody needs any more is
 * completed, so that what is left in the queue needs a person.
 */
export async function closeOpen(sync: Sync, area: Area, record: string): Promise<void> {
  const row = await sync.ledger.openRow(area, record);
  if (row === undefined) return;
  if (row.deadLetter !== undefined) {
    const message = await sync.bus.receiveDeferredDeadLetter(area, row.deadLetter.sequenceNumber);
    await message?.complete();
  }
  await sync.ledger.removeOpen(area, record);
}
