import type { OpenRow, RecordState } from '../ledger/ledger.ts';
import { closeOpen } from './close-open.ts';
import { isSettled } from './is-open.ts';
import type { Sync } from './sync.ts';
import { noVerdict } from './take-in-dead-letters.ts';

/** Whether a listed record is open by its state too; a row whose record is settled is closed. */
export async function stillOpen(sync: Sync, row: OpenRow): Promise<boolean> {
  const state = await sync.ledger.state(row.record);
  // Without a state it is a dead letter that nobody could read.
  if (state === undefined || !isSettled(state) || isUnheard(row, state)) return true;
  await closeOpen(sync, row.area, row.record, state.updatedAt);
  return false;
}

/**
 * The record was settled by an earlier change; nobody has looked since its last message died. Once that was replayed it
 * is a message again: one that finds its change done meanwhile, by a delivery that was very slow, closes no row.
 */
export const isUnheard = (row: OpenRow, state: RecordState): boolean =>
  row.failure.code === noVerdict && row.deadLetter !== undefined && state.updatedAt <= row.since;
