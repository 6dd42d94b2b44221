import type { Table } from '../schema/table.ts';
import type { Database } from '../store/database.ts';
import type { StoredRow } from '../store/row.ts';
import type { Key } from './parse-key.ts';
import { refusals } from './refusals.ts';

/** The row that a key names, if it is there. */
export function findRow(database: Database, table: Table, key: Key): StoredRow | undefined {
  const rows = database.rows(table.name);
  return key.kind === 'id' ? rows.get(key.id) : rows.find(key.key, key.values);
}

/** @throws WebApiError 404: 0x80040217 by id, 0x80060891 by alternate key. */
export function requireRow(database: Database, table: Table, key: Key): StoredRow {
  const row = findRow(database, table, key);
  if (row !== undefined) return row;
  throw key.kind === 'id' ? refusals.noSuchRow(table, key.id) : refusals.noSuchKey(table);
}
