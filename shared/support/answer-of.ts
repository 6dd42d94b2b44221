import type { JobItem } from '../ledger/support-ledger.ts';
import { isSettled } from '../sync/is-open.ts';
import { stillOpen } from '../sync/still-open.ts';
import type { Sync } from '../sync/sync.ts';
import { markOf } from './mark-of.ts';

/**
 * A record that was sent, with what came of it; undefined while it is under way.
 *
 * @param patienceMs after this it counts as unanswered.
 */
export async function answerOf(sync: Sync, item: JobItem, patienceMs: number): Promise<JobItem | undefined> {
  const state = await sync.ledger.state(item.record);
  if (state?.outcome !== undefined && state.lease === undefined && markOf(state) !== item.mark) {
    // A record that nobody had looked at before is not known to be listed: nobody else closes its row soon.
    const open = isSettled(state) ? await sync.ledger.openRow(item.area, item.record) : undefined;
    if (open !== undefined) await stillOpen(sync, open);
    const why = state.failure?.message ?? state.reason;
    return { ...item, step: 'done', outcome: state.outcome, ...(why === undefined ? {} : { why }) };
  }
  if (sync.now() - Date.parse(item.sentAt ?? '') < patienceMs) return undefined;
  const why =
    'It was sent, and nobody has looked at it since. It is still on the topic, or its function is stopped.';
  return { ...item, step: 'done', outcome: 'unanswered', why };
}
