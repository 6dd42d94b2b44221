import type { Tables } from './connect-tables.ts';
import { escapeKey } from './escape-key.ts';
import { readRow } from './read-row.ts';
import { isConflict } from './store-error.ts';
import { readWaiter } from './waiter-row.ts';

/** Removes a waiting row while it carries this change. Two operations. */
export async function removeWaiterIf(
  { waiting }: Tables,
  parent: string,
  record: string,
  change: string,
): Promise<void> {
  const [partitionKey, rowKey] = [escapeKey(parent), escapeKey(record)];
  const row = await readRow(waiting, partitionKey, rowKey);
  if (row === undefined || readWaiter(row).change !== change) return;
  try {
    await waiting.deleteEntity(partitionKey, rowKey, { etag: row.etag });
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
}
