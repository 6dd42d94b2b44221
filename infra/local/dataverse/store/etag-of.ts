import type { StoredRow } from './row.ts';

/** `W/"5948260"`: the row version, to be compared for equality only. */
export function etagOf(row: StoredRow): string {
  const version = row['versionnumber'];
  return `W/"${typeof version === 'string' ? version : '0'}"`;
}
