import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import { z } from 'zod';
import type { StatsLedger, StatsRow } from '../stats-ledger.ts';
import type { Tables } from './connect-tables.ts';
import { escapeKey } from './escape-key.ts';
import { readStatsRow, statsRow } from './stats-row.ts';
import { storeCall as call } from './store-call.ts';
import { textColumns } from './text-columns.ts';

/** Most operations of one transaction. */
const batch = 100;

/** Partition of the rows that outlive their hour. Every hour sorts before it. */
const lastPartition = 'last';

const lastColumns = z.object({ map: z.string(), at: z.string() });

/** Counts per map, hour and instance, on Azure Tables. */
export const statsTable = ({ stats }: Tables): StatsLedger => ({
  putStats: (rows) =>
    call('put its counts', async () => {
      for (const [, hour] of Map.groupBy(rows, (row) => row.hour)) await upsertAll(stats, hour.map(statsRow));
      await putLastSuccesses(stats, rows);
    }),
  stats: (fromHour) =>
    call('read its counts', async () => {
      const filter = odata`PartitionKey ge ${escapeKey(fromHour)} and PartitionKey lt ${lastPartition}`;
      const found: StatsRow[] = [];
      for await (const row of stats.listEntities({ queryOptions: { filter } })) found.push(readStatsRow(row));
      return found;
    }),
  lastSuccesses: () => call('read the last successes', () => readLastSuccesses(stats)),
  dropStats: (beforeHour) =>
    call('drop its old counts', async () => {
      const filter = odata`PartitionKey lt ${escapeKey(beforeHour)}`;
      const select = ['partitionKey', 'rowKey'];
      const old: { readonly partitionKey: string; readonly rowKey: string }[] = [];
      for await (const row of stats.listEntities({ queryOptions: { filter, select } }))
        old.push({ partitionKey: String(row.partitionKey), rowKey: String(row.rowKey) });
      for (const [, hour] of Map.groupBy(old, (row) => row.partitionKey))
        for (let start = 0; start < hour.length; start += batch)
          await stats.submitTransaction(
            hour.slice(start, start + batch).map((row): TransactionAction => ['delete', row]),
          );
      return old.length;
    }),
});

async function upsertAll(
  table: TableClient,
  rows: readonly { readonly partitionKey: string; readonly rowKey: string }[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += batch)
    await table.submitTransaction(
      rows.slice(start, start + batch).map((row): TransactionAction => ['upsert', row, 'Replace']),
    );
}

async function readLastSuccesses(table: TableClient): Promise<ReadonlyMap<string, string>> {
  const filter = odata`PartitionKey eq ${lastPartition}`;
  const found = new Map<string, string>();
  for await (const row of table.listEntities({ queryOptions: { filter } })) {
    const { map, at } = lastColumns.parse(row);
    found.set(map, at);
  }
  return found;
}

/** Of two instances that write in the same moment the later one stays: nobody needs it to the second. */
async function putLastSuccesses(table: TableClient, rows: readonly StatsRow[]): Promise<void> {
  const newest = new Map<string, string>();
  for (const { map, lastSuccess } of rows)
    if (lastSuccess !== undefined && lastSuccess > (newest.get(map) ?? '')) newest.set(map, lastSuccess);
  if (newest.size === 0) return;
  const known = await readLastSuccesses(table);
  const later = [...newest].filter(([map, at]) => at > (known.get(map) ?? ''));
  await upsertAll(
    table,
    later.map(([map, at]) => ({
      partitionKey: lastPartition,
      rowKey: escapeKey(map),
      ...textColumns({ map, at }),
    })),
  );
}
