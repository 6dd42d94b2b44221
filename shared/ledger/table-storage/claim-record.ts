import type { Claim, Claimed, Opened, RecordState } from '../ledger.ts';
import type { Tables } from './connect-tables.ts';
import { firstState } from '../first-state.ts';
import { keyRow } from './key-row.ts';
import { readRecordRows } from './read-record-rows.ts';
import { stateRow, stateRowKey } from './state-row.ts';
import { conflict, submit } from './submit.ts';
import { timelineRow, timelineRowKey } from './timeline-row.ts';
import { formatVersion, parseVersion } from './version.ts';
import { versionedState } from './versioned-state.ts';

/**
 * Takes the lease, records the key and starts the timeline row. One operation; one more to look again when somebody
 * was faster, for it may have been ourselves: an answer can get lost, and the SDK then sends the transaction again.
 */
export async function claimRecord(
  tables: Tables,
  opened: Opened,
  claim: Claim,
): Promise<Claimed | 'changed'> {
  const { record } = opened;
  const before = opened.version === undefined ? undefined : parseVersion(opened.version);
  const entries = (before?.entries ?? 0) + 1;
  const state: RecordState = {
    ...(opened.state ?? firstState(record, claim.initial, claim.key.at)),
    ...(claim.intendedKey === undefined ? {} : { intendedKey: claim.intendedKey }),
    attempt: claim.key.attempt,
    lease: { token: claim.token, key: claim.key.key, until: claim.until },
  };
  const timeline = timelineRowKey(claim.timeline.at, entries, claim.token);

  const etag = await submit(tables, [
    before === undefined
      ? ['create', stateRow(state, entries)]
      : ['update', stateRow(state, entries), 'Replace', { etag: before.etag }],
    ['upsert', keyRow(record, claim.key), 'Replace'],
    ['create', timelineRow(record, timeline, claim.timeline)],
  ]);
  if (etag !== conflict) return { state, version: formatVersion({ etag, entries }), timelineRow: timeline };

  const now = versionedState(await readRecordRows(tables, record, [stateRowKey]));
  return now?.state.lease?.token === claim.token ? { ...now, timelineRow: timeline } : 'changed';
}
