import { TableClient } from '@azure/data-tables';
import type { OpenRow } from '../../shared/ledger/ledger.ts';
import { openRow } from '../../shared/ledger/table-storage/open-row.ts';
import type { ConsoleWorld } from './console-world.ts';

/** Open records that are in the ledger only, older than any other. */
export async function seedOpen({ environment }: ConsoleWorld, many: number): Promise<void> {
  const table = TableClient.fromConnectionString(environment.ledgerStore.connectionString, 'Open', {
    allowInsecureConnection: true,
  });
  const rows = Array.from({ length: many }, (_, index): OpenRow => ({
    record: `Expenses|EXP-${String(index)}|usmf`,
    area: index % 10 === 0 ? 'vendor-invoice' : 'expense',
    map: 'Expenses',
    company: 'usmf',
    number: `EXP-${String(index)}`,
    outcome: 'rejected',
    failure: {
      code: `code ${String(index % 7)}`,
      field: 'Amount',
      message: `The amount of EXP-${String(index)} is not what it should be.`,
      hint: 'An accountant corrects it.',
    },
    since: new Date(Date.UTC(2026, 9, 1) + index * 1_000).toISOString(),
  }));
  const shards = Map.groupBy(rows.map(openRow), ({ partitionKey }) => partitionKey);
  await Promise.all(
    [...shards.values()].map(async (shard) => {
      for (let start = 0; start < shard.length; start += 100)
        await table.submitTransaction(shard.slice(start, start + 100).map((row) => ['create', row]));
    }),
  );
}
