import type { Table } from '../schema/table.ts';
import type { DeletedRow } from './deleted-row.ts';
import { TableRows } from './table-rows.ts';

/** All tables in memory, and the counter behind `versionnumber`. */
export class Database {
  readonly #tables: ReadonlyMap<string, TableRows>;
  readonly #deleted = new Map<string, DeletedRow[]>();
  #version = 1_000_000;
  #oldestToken = 0;

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

  /** The version of the newest row. */
  get version(): number {
    return this.#version;
  }

  /** Keeps the id of a row that a commit deleted. */
  bury(table: string, id: string): void {
    const deleted = this.#deleted.get(table) ?? [];
    deleted.push({ id, version: this.nextVersion() });
    this.#deleted.set(table, deleted);
  }

  deleted(table: string): readonly DeletedRow[] {
    return this.#deleted.get(table) ?? [];
  }

  /** Versions before this one cannot be asked from any more. */
  get oldestToken(): number {
    return this.#oldestToken;
  }

  /** Every delta token that was given so far is too old from now on. */
  expireTokens(): void {
    this.nextVersion();
    this.#oldestToken = this.#version;
  }
}
