import type { TableClient } from '@azure/data-tables';
import { escapeKey } from './escape-key.ts';
import { readLongText } from './long-text.ts';
import { namedTextRow, rowKey } from './named-text.ts';
import { readRow } from './read-row.ts';
import { isConflict } from './store-error.ts';

/**
 * Puts or removes a named text only where it still has the expected value. Two operations; one more to look again after
 * a conflict, for it may have been ourselves: an answer can get lost, and the SDK then sends the write again.
 */
export async function putNamedTextIf(
  table: TableClient,
  name: string,
  expected: string | undefined,
  value: string | undefined,
): Promise<boolean> {
  const found = await readNamed(table, name);
  if (found?.value !== expected) return false;
  if (found === undefined && value === undefined) return true;
  try {
    if (value === undefined)
      await table.deleteEntity(escapeKey(name), rowKey, found === undefined ? {} : { etag: found.etag });
    else if (found === undefined) await table.createEntity(namedTextRow(name, value));
    else await table.updateEntity(namedTextRow(name, value), 'Replace', { etag: found.etag });
    return true;
  } catch (error) {
    if (!isConflict(error)) throw error;
    return value !== undefined && (await readNamed(table, name))?.value === value;
  }
}

async function readNamed(
  table: TableClient,
  name: string,
): Promise<{ readonly value: string; readonly etag: string } | undefined> {
  const row = await readRow(table, escapeKey(name), rowKey);
  return row === undefined ? undefined : { value: readLongText('value', row) ?? '', etag: row.etag };
}
