import { odata, type TransactionAction } from '@azure/data-tables';
import type { RecordState } from '../ledger.ts';
import type { Tables } from './connect-tables.ts';
import { escapeKey } from './escape-key.ts';
import { readRecordRows } from './read-record-rows.ts';
import { stateRowKey } from './state-row.ts';
import { conflict, submit } from './submit.ts';
import { parseVersion } from './version.ts';
import { versionedState } from './versioned-state.ts';

/** A transaction has at most 100 operations, one of them the guard on the state. */
const batch = 99;

/**
 * Removes key and timeline rows from before a time. Never while the record is open or claimed: every transaction is
 * tied to the state as read, so a claim that comes in between ends the purge.
 *
 * @param before ISO time by the service's clock.
 * @returns how many rows were removed.
 */
export async function purgeRecord(tables: Tables, record: string, before: string): Promise<number> {
  const now = versionedState(await readRecordRows(tables, record, [stateRowKey]));
  if (now === undefined || now.state.lease !== undefined || !isClosed(now.state)) return 0;
  const partitionKey = escapeKey(record);
  const old = await oldRows(tables, partitionKey, before);
  let { etag } = parseVersion(now.version);
  let removed = 0;
  while (removed < old.length) {
    const rowKeys = old.slice(removed, removed + batch);
    const guard: TransactionAction = ['update', { partitionKey, rowKey: stateRowKey }, 'Merge', { etag }];
    etag = await submit(tables, [
      guard,
      ...rowKeys.map((rowKey): TransactionAction => ['delete', { partitionKey, rowKey }]),
    ]);
    if (etag === conflict) return removed;
    removed += rowKeys.length;
  }
  return removed;
}

/** A rejected record is settled, but a person still has to look at it. */
const isClosed = ({ outcome }: RecordState): boolean =>
  outcome !== undefined && outcome !== 'waiting' && outcome !== 'retrying' && outcome !== 'rejected';

async function oldRows(
  { records }: Tables,
  partitionKey: string,
  before: string,
): Promise<readonly string[]> {
  const filter = odata`PartitionKey eq ${partitionKey} and at lt ${before}`;
  const select = ['RowKey', 'at'];
  const rowKeys: string[] = [];
  for await (const { rowKey } of records.listEntities({ queryOptions: { filter, select } }))
    if (rowKey !== undefined) rowKeys.push(rowKey);
  return rowKeys;
}
