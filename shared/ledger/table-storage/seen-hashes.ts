import { odata, type TransactionAction } from '@azure/data-tables';
import { z } from 'zod';
import type { Tables } from './connect-tables.ts';
import { escapeKey } from './escape-key.ts';
import { longTextColumns, readLongText } from './long-text.ts';

/** Most operations of one transaction. */
const batch = 100;

const columns = z.object({ key: z.string(), hash: z.string() });

/** What a scan saw last, by Finance key. One operation per 1,000 rows. */
export async function readSeen({ seen }: Tables, scan: string): Promise<ReadonlyMap<string, string>> {
  const filter = odata`PartitionKey eq ${escapeKey(scan)}`;
  const hashes = new Map<string, string>();
  for await (const row of seen.listEntities({ queryOptions: { filter } })) {
    const { key, hash } = columns.parse({ key: readLongText('key', row), hash: row['hash'] });
    hashes.set(key, hash);
  }
  return hashes;
}

/** Adds or replaces what a scan saw; other rows stay. One operation per 100 rows. */
export async function putSeen(
  { seen }: Tables,
  scan: string,
  hashes: ReadonlyMap<string, string>,
): Promise<void> {
  const partitionKey = escapeKey(scan);
  const actions = [...hashes].map(([key, hash]): TransactionAction => [
    'upsert',
    { partitionKey, rowKey: escapeKey(key), ...longTextColumns('key', key), hash },
    'Replace',
  ]);
  for (let start = 0; start < actions.length; start += batch)
    await seen.submitTransaction(actions.slice(start, start + batch));
}
