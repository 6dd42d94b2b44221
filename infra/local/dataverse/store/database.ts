import type { Table } from '../schema/table.ts';
import { TableRows } from './table-rows.ts';

/** All tables in memory, and the counter behind `versionnumber`. */
export class Database {
  readonly #tables: ReadonlyMap<string, TableRows>;
  #version = 1_000_000;

  constructor(tables: readonly Table[]) {
    this.#tables = new Map(tables.map((table) => [table.name, new TableRows(table)]));
  }

  /** @throws Error for a table that the schema does not have: a mistake in the sandbox, not in a request. */
  rows(table: string): TableRows {
    const rows = this.#tables.get(table);
    if (rows === undefined) throw new Error(`The sandbox has no table ${table}`);
    return rows;
  }

  nextVersion(): string {
    this.#version += 1;
    return String(this.#version);
  }
}
