import type { Waiter } from '../ledger.ts';
import type { Tables } from './connect-tables.ts';
import { escapeKey } from './escape-key.ts';
import { isConflict } from './store-error.ts';

/** A parent of ten thousand lines must not take all connections at once. */
const atOnce = 32;

/**
 * Removes waiting rows while they are what was read. One operation a row: an entity-group transaction would be one for a
 * hundred, but the SDK deletes in it whatever version it finds.
 */
export async function removeWaiters(tables: Tables, waiters: readonly Waiter[]): Promise<void> {
  for (let from = 0; from < waiters.length; from += atOnce)
    await Promise.all(waiters.slice(from, from + atOnce).map((waiter) => remove(tables, waiter)));
}

async function remove({ waiting }: Tables, { parent, record, version }: Waiter): Promise<void> {
  const options = version === undefined ? {} : { etag: version };
  try {
    await waiting.deleteEntity(escapeKey(parent), escapeKey(record), options);
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
}
