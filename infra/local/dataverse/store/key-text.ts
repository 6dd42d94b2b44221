import type { AlternateKey } from '../schema/table.ts';
import type { StoredValue } from './row.ts';

/**
 * One text per combination of key values, equal where the database's collation says so (case does not matter).
 * Undefined when a column is empty: such rows are not checked for uniqueness.
 */
export function keyText(
  key: AlternateKey,
  values: Readonly<Record<string, StoredValue>>,
): string | undefined {
  let text = '';
  for (const column of key.columns) {
    const value = values[column];
    if (value === null || value === undefined || value === '') return undefined;
    const part = typeof value === 'object' ? value.id : String(value).toLowerCase();
    text += `${part.length}:${part}`;
  }
  return text;
}
