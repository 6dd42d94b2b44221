import pMap from 'p-map';
import type { Waiter } from '../ledger.ts';
import type { Tables } from './connect-tables.ts';
import { escapeKey } from './escape-key.ts';
import { isConflict } from './store-error.ts';

/** A parent of ten thousand lines must not take all connections at once. */
const removedAtOnce = 32;

/**
 * Removes waiting rows while they are what was read. One operation a row: an entity-group transaction would be one for a
 * hundred, but the SDK deletes in it whatever version it finds.
 */
export async function removeWaiters(tables: Tables, waiters: readonly Waiter[]): Promise<void> {
  await pMap(waiters, (waiter) => remove(tables, waiter), { concurrency: removedAtOnce });
}

async function remove({ waiting }: Tables, { parent, record, version }: Waiter): Promise<void> {
  const options = version === undefined ? {} : { etag: version };
  try {
    await waiting.deleteEntity(escapeKey(parent), escapeKey(record), options);
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
}
