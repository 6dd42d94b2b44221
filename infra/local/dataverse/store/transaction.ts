import type { Table } from '../schema/table.ts';
import type { Database } from './database.ts';
import type { StoredRow } from './row.ts';

/** A write that is part of a commit. `submitted`: the columns that were in the request. */
export interface RowChange {
  readonly message: 'Create' | 'Update' | 'Delete';
  readonly table: Table;
  readonly id: string;
  readonly before?: StoredRow;
  readonly after?: StoredRow;
  readonly submitted: readonly string[];
}

/** A create or update that is not made yet: the row as it would be. */
export interface PendingWrite {
  readonly message: 'Create' | 'Update';
  readonly table: Table;
  readonly after: StoredRow;
  readonly submitted: readonly string[];
}

/** Writes that are kept together or undone together. */
export class Transaction {
  readonly changes: RowChange[] = [];
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  create(table: Table, id: string, after: StoredRow, submitted: readonly string[]): void {
    this.#database.rows(table.name).put(id, after);
    this.changes.push({ message: 'Create', table, id, after, submitted });
  }

  update(table: Table, id: string, before: StoredRow, after: StoredRow, submitted: readonly string[]): void {
    this.#database.rows(table.name).put(id, after);
    this.changes.push({ message: 'Update', table, id, before, after, submitted });
  }

  /** Empties a look-up whose target goes away: no update that anybody submitted, so no event. */
  unlink(table: Table, id: string, before: StoredRow, after: StoredRow): void {
    this.update(table, id, before, after, []);
  }

  delete(table: Table, id: string, before: StoredRow): void {
    this.#database.rows(table.name).remove(id);
    this.changes.push({ message: 'Delete', table, id, before, submitted: [] });
  }

  /** Puts everything back as it was, last write first. */
  undo(): void {
    for (const { table, id, before } of this.changes.splice(0).reverse()) {
      if (before === undefined) this.#database.rows(table.name).remove(id);
      else this.#database.rows(table.name).put(id, before);
    }
  }
}
