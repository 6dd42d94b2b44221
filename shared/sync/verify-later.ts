import type { RecordState } from '../ledger/ledger.ts';
import type { Change } from '../messaging/change.ts';
import { messageId } from '../messaging/message-id.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { followUp } from './follow-up.ts';
import { sendCopy } from './send-copy.ts';
import type { Sync } from './sync.ts';

/** Origin of a look that comes when whatever was in doubt must have taken effect. */
const laterLook = 'takeover';

/**
 * Whether a write that was in doubt may have brought back a row that was deleted since: a create may take effect after its
 * time-out, and after the delete.
 */
export const mayHaveComeBack = ({ origin }: Change, { outcome }: RecordState): boolean =>
  origin === laterLook && outcome === 'deleted';

/**
 * Asks for one more comparison of a record, when a slow writer behind an expired lease, or a write without an answer,
 * must have taken effect.
 *
 * @param token of the lease that ran out, or under which the write was sent: one look for each, whoever asks for it.
 */
export async function verifyLater(sync: Sync, map: TableMap, change: Change, token: string): Promise<void> {
  const key = messageId('verify', map.name, change.row, token);
  const verify = followUp(change, { key, mode: 'verify', event: 'seen', origin: laterLook });
  await sendCopy(sync, map, verify, sync.now() + sync.timing.verifyAfterMs);
}
