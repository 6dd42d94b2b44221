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
 * However often it is asked for within half that time (or a lease, if that is longer), it is one look: where everything takes longer than a lease, each
 * attempt would ask for one more, and the looks would multiply.
 */
export async function verifyLater(sync: Sync, map: TableMap, change: Change): Promise<void> {
  const { verifyAfterMs, leaseMs } = sync.timing;
  const windowMs = Math.max(verifyAfterMs / 2, leaseMs);
  const at = Math.ceil((sync.now() + verifyAfterMs) / windowMs) * windowMs;
  const key = messageId('verify', map.name, change.row, new Date(at).toISOString());
  const verify = followUp(change, { key, mode: 'verify', event: 'seen', origin: laterLook });
  await sendCopy(sync, map, verify, at);
}
