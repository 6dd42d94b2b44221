import { LedgerError } from '../ledger/ledger-error.ts';
import type { ODataValue, Row } from '../odata/value.ts';
import type { Attempt, Seen } from '../sync/attempt.ts';
import type { ReadRow } from '../sync/counterpart.ts';
import { findFinanceRow } from '../sync/find-finance-row.ts';
import type { Sync } from '../sync/sync.ts';
import { tableRefs } from '../table-map/table-refs.ts';

/**
 * The counterpart row of a record whose look ended before it was read, only to be shown. Undefined where it cannot be
 * named or read.
 *
 * @throws LedgerError.
 */
export async function counterpartRow(
  sync: Sync,
  attempt: Attempt,
  { wanted }: Seen,
): Promise<ReadRow | 'absent' | undefined> {
  try {
    return await (attempt.change.source === 'dataverse'
      ? inFinance(sync, attempt, wanted)
      : inDataverse(sync, attempt, wanted));
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    return undefined;
  }
}

async function inFinance(
  sync: Sync,
  attempt: Attempt,
  wanted: Seen['wanted'],
): Promise<ReadRow | 'absent' | undefined> {
  const rules = attempt.map.toFinance;
  if (rules === undefined || wanted === undefined) return undefined;
  const keyColumns = Object.keys(attempt.map.finance.key);
  const row = wanted as Readonly<Record<string, ODataValue>>;
  if (keyColumns.some((column) => row[column] === undefined)) return undefined;
  const key: Row = Object.fromEntries(keyColumns.map((column) => [column, row[column] ?? null]));
  const columns = Object.keys(row).filter((column) => !keyColumns.includes(column));
  return findFinanceRow(sync, attempt, rules, row, key, columns);
}

async function inDataverse(
  sync: Sync,
  { map, change, state }: Attempt,
  wanted: Seen['wanted'],
): Promise<ReadRow | 'absent' | undefined> {
  const isWriteBack = map.toDataverse?.target.kind === 'write-back';
  const id = isWriteBack ? change.row : state.appliedOnce ? state.counterpartKey : undefined;
  if (id === undefined) return undefined;
  const columns = Object.keys(wanted ?? {});
  return (
    (await sync.dataverse.read(tableRefs(map).dataverse, { [map.dataverse.id]: id }, columns)) ?? 'absent'
  );
}
