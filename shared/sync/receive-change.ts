import { z } from 'zod';
import { changeSchema } from '../messaging/change.ts';
import { messageId } from '../messaging/message-id.ts';
import type { Area } from '../table-map/area.ts';
import { runChange } from './run-change.ts';
import type { Sync } from './sync.ts';

/** One delivery of one message of an area's topic. */
export interface Received {
  readonly area: Area;
  readonly body: unknown;
  readonly messageId: string;
  readonly sequenceNumber: string;
}

/**
 * Reads one message and works on its change. Normal return: the message may be completed; a throw: it must be abandoned.
 * What a newer version of the app wrote is given back for a while: an instance of that version takes it, or this one is
 * replaced by it.
 *
 * @throws Error saying what is wrong with the message; as `runChange`.
 */
export async function receiveChange(
  sync: Sync,
  { area, body, messageId: id, sequenceNumber }: Received,
): Promise<void> {
  const change = changeSchema.safeParse(body);
  if (change.success) return runChange(sync, change.data, { sequenceNumber });
  const newer = newerSchema.safeParse(body);
  if (newer.success && sync.now() - Date.parse(newer.data.at) < keptMs) {
    sync.log(`${id} is a ${newer.data.schema}, which a newer version wrote: it comes back`);
    const at = new Date(sync.now() + comesBackMs).toISOString();
    return sync.bus.giveBack(area, messageId(id, 'newer', sequenceNumber), newer.data, at);
  }
  const why = change.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Error(`unreadable change: ${why}`);
}

/** A change of a later version: all that is sure of it is its number and when its source saw it. */
const newerSchema = z.looseObject({
  schema: z.string().regex(/^change\/([2-9]|[1-9]\d+)$/),
  at: z.iso.datetime(),
});

/** How soon another instance may have it. */
const comesBackMs = 60_000;

/** A roll-out takes less; what is older was left behind by a version that was taken back, and needs a person. */
const keptMs = 24 * 60 * 60_000;
