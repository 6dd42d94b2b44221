import { odata, type TableEntityResult } from '@azure/data-tables';
import type { Tables } from './connect-tables.ts';
import { escapeKey } from './escape-key.ts';

export interface RecordRows {
  readonly rows: ReadonlyMap<string, TableEntityResult<Record<string, unknown>>>;
  /** Date header of the answer: the service's clock, whole seconds. */
  readonly date: string | undefined;
}

/** Named rows of a record in one query of its partition, which the service answers from one snapshot. */
export async function readRecordRows(
  { records }: Tables,
  record: string,
  rowKeys: readonly string[],
): Promise<RecordRows> {
  const anyRow = rowKeys.map((rowKey) => odata`RowKey eq ${rowKey}`).join(' or ');
  const filter = `${odata`PartitionKey eq ${escapeKey(record)}`} and (${anyRow})`;
  let date: string | undefined;
  const found = records.listEntities({
    queryOptions: { filter },
    onResponse: (response) => {
      date = response.headers.get('date') ?? date;
    },
  });
  const rows = new Map<string, TableEntityResult<Record<string, unknown>>>();
  for await (const row of found) if (row.rowKey !== undefined) rows.set(row.rowKey, row);
  return { rows, date };
}
