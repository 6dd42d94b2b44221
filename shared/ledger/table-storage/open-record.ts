import type { Opened } from '../ledger.ts';
import type { Tables } from './connect-tables.ts';
import { keyRowKey, readKeyRow } from './key-row.ts';
import { readRecordRows } from './read-record-rows.ts';
import type { ServiceClock } from './service-clock.ts';
import { stateRowKey } from './state-row.ts';
import { versionedState } from './versioned-state.ts';

/**
 * State and key row of a record. One operation.
 *
 * @param times `clock`: milliseconds since 1970, for an answer without a Date header; `service`: is told of the header.
 */
export async function openRecord(
  tables: Tables,
  times: { readonly clock: () => number; readonly service: ServiceClock },
  record: string,
  key: string,
): Promise<Opened> {
  const { clock, service } = times;
  const found = await readRecordRows(tables, record, [stateRowKey, keyRowKey(key)]);
  if (found.date !== undefined) service.note(found.date);
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
