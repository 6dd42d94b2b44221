import type { Opened } from '../ledger.ts';
import type { Tables } from './connect-tables.ts';
import { keyRowKey, readKeyRow } from './key-row.ts';
import { readRecordRows } from './read-record-rows.ts';
import { stateRowKey } from './state-row.ts';
import { versionedState } from './versioned-state.ts';

/**
 * State and key row of a record. One operation.
 *
 * @param clock milliseconds since 1970, for an answer without a Date header.
 */
export async function openRecord(
  tables: Tables,
  clock: () => number,
  record: string,
  key: string,
): Promise<Opened> {
  const found = await readRecordRows(tables, record, [stateRowKey, keyRowKey(key)]);
  const versioned = versionedState(found);
  const ofKey = found.rows.get(keyRowKey(key));
  return {
    record,
    state: versioned?.state,
    version: versioned?.version,
    keyRow: ofKey === undefined ? undefined : readKeyRow(ofKey),
    now: new Date(found.date === undefined ? clock() : Date.parse(found.date)).toISOString(),
  };
}
