import type { Entity } from '../schema/entity.ts';
import { keyOf } from './key-of.ts';
import type { RowChange } from './row-change.ts';
import type { StoredRow, Values } from './stored-row.ts';

interface LogEntry extends RowChange {
  readonly key: string;
}

/** First RecId of a real environment. */
const firstRecId = 0x150000000n;

/** All tables in memory. Writes happen inside a transaction, which runs to its end or leaves nothing behind. */
export class Store {
  readonly #tables = new Map<string, Map<string, StoredRow>>();
  readonly #random: () => number;
  #nextRecId = firstRecId;
  #log: LogEntry[] | undefined;

  /** @param random from 0 to below 1, for RecVersion. */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** Rows in the order of their creation. */
  rows(entity: Entity): Iterable<StoredRow> {
    return this.#table(entity).values();
  }

  /** The row with this key; the values must hold every key property. */
  find(entity: Entity, key: Values): StoredRow | undefined {
    return this.#table(entity).get(keyOf(entity, key));
  }

  insert(entity: Entity, values: Values): StoredRow {
    const row: StoredRow = { recId: this.#nextRecId, recVersion: 1, values };
    this.#nextRecId += 1n;
    this.#write({ entity, key: keyOf(entity, values), after: row });
    return row;
  }

  update(entity: Entity, before: StoredRow, changes: Values): StoredRow {
    const recVersion = 1 + Math.floor(this.#random() * 0x7ffffffe);
    const after: StoredRow = { recId: before.recId, recVersion, values: { ...before.values, ...changes } };
    this.#write({ entity, key: keyOf(entity, before.values), before, after });
    return after;
  }

  remove(entity: Entity, before: StoredRow): void {
    this.#write({ entity, key: keyOf(entity, before.values), before });
  }

  /** Runs the work; whatever it wrote is undone when it throws. */
  transaction<T>(work: () => T): { readonly result: T; readonly changes: readonly RowChange[] } {
    if (this.#log !== undefined) throw new Error('A transaction is open already');
    const log: LogEntry[] = [];
    this.#log = log;
    try {
      return { result: work(), changes: log };
    } catch (error) {
      for (const entry of log.toReversed()) this.#restore(entry);
      throw error;
    } finally {
      this.#log = undefined;
    }
  }

  #write(entry: LogEntry): void {
    if (this.#log === undefined) throw new Error('Rows are written inside a transaction');
    this.#log.push(entry);
    const table = this.#table(entry.entity);
    if (entry.after === undefined) table.delete(entry.key);
    else table.set(entry.key, entry.after);
  }

  #restore(entry: LogEntry): void {
    const table = this.#table(entry.entity);
    if (entry.before === undefined) table.delete(entry.key);
    else table.set(entry.key, entry.before);
  }

  #table(entity: Entity): Map<string, StoredRow> {
    const known = this.#tables.get(entity.set);
    if (known !== undefined) return known;
    const table = new Map<string, StoredRow>();
    this.#tables.set(entity.set, table);
    return table;
  }
}
