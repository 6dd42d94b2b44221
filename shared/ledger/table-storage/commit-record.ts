import type { Claimed, Commit, Ledger, RecordState } from '../ledger.ts';
import type { Tables } from './connect-tables.ts';
import { keyRow } from './key-row.ts';
import { readRecordRows } from './read-record-rows.ts';
import { stateRow, stateRowKey } from './state-row.ts';
import { conflict, submit } from './submit.ts';
import { readTimelineRow, timelineRow } from './timeline-row.ts';
import { parseVersion } from './version.ts';
import { versionedState } from './versioned-state.ts';

/**
 * Writes the result of an attempt, lets go of the lease and completes the timeline row. One operation; one more when
 * the state has changed since the claim. `pending` is empty when only a waiter was added: the caller sees hasWaiters in
 * the fresh state and commits again.
 */
export async function commitRecord(
  tables: Tables,
  claimed: Claimed,
  commit: Commit,
): ReturnType<Ledger['commit']> {
  const { record } = claimed.state;
  const { etag, entries } = parseVersion(claimed.version);
  const { lease: _, ...released } = commit.state;
  const state: RecordState = { ...released, pending: [] };

  const answer = await submit(tables, [
    ['update', stateRow(state, entries), 'Replace', { etag }],
    ['upsert', keyRow(record, commit.key), 'Replace'],
    ['upsert', timelineRow(record, claimed.timelineRow, commit.timeline), 'Replace'],
  ]);
  return answer === conflict ? whatHappened(tables, claimed) : 'committed';
}

/** Only our own commit completes our timeline row: then it was applied, and its answer got lost. */
async function whatHappened(tables: Tables, claimed: Claimed): ReturnType<Ledger['commit']> {
  const found = await readRecordRows(tables, claimed.state.record, [stateRowKey, claimed.timelineRow]);
  const ours = found.rows.get(claimed.timelineRow);
  if (ours !== undefined && readTimelineRow(ours).outcome !== 'started') return 'committed';
  const now = versionedState(found);
  if (now === undefined || now.state.lease?.token !== claimed.state.lease?.token) return 'lost';
  return { pending: now.state.pending, claimed: { ...now, timelineRow: claimed.timelineRow } };
}
