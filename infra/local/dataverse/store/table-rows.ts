import type { AlternateKey, Table } from '../schema/table.ts';
import { refusals } from '../web/refusals.ts';
import { keyText } from './key-text.ts';
import type { StoredRow, StoredValue } from './row.ts';

/** The rows of one table, in the order they were made, with an index per alternate key. */
export class TableRows {
  readonly table: Table;
  readonly #rows = new Map<string, StoredRow>();
  #indexes: readonly { readonly key: AlternateKey; readonly ids: Map<string, string> }[];

  constructor(table: Table) {
    this.table = table;
    this.#indexes = table.keys.map((key) => ({ key, ids: new Map<string, string>() }));
  }

  /** @returns false, and nothing is changed, where two rows have the same values. */
  addIndex(key: AlternateKey): boolean {
    const ids = new Map<string, string>();
    for (const [id, row] of this.#rows) {
      const text = keyText(key, row);
      if (text === undefined) continue;
      if (ids.has(text)) return false;
      ids.set(text, id);
    }
    this.#indexes = [...this.#indexes, { key, ids }];
    return true;
  }

  removeIndex(key: AlternateKey): void {
    this.#indexes = this.#indexes.filter((index) => index.key !== key);
  }

  get size(): number {
    return this.#rows.size;
  }

  all(): IterableIterator<StoredRow> {
    return this.#rows.values();
  }

  /** The row that was made first. */
  first(): StoredRow | undefined {
    for (const row of this.#rows.values()) return row;
    return undefined;
  }

  get(id: string): StoredRow | undefined {
    return this.#rows.get(id);
  }

  /** The row with these values of an alternate key's columns. */
  find(key: AlternateKey, values: Readonly<Record<string, StoredValue>>): StoredRow | undefined {
    const text = keyText(key, values);
    const id = this.#indexes.find((index) => index.key === key)?.ids.get(text ?? '');
    return text === undefined || id === undefined ? undefined : this.#rows.get(id);
  }

  /** @throws WebApiError 412 0x80060892 when another row holds the same alternate key. */
  put(id: string, row: StoredRow): void {
    const before = this.#rows.get(id);
    const moves = this.#indexes.map(({ key, ids }) => {
      const from = before === undefined ? undefined : keyText(key, before);
      const to = keyText(key, row);
      const holder = to === undefined ? undefined : ids.get(to);
      if (holder !== undefined && holder !== id) throw refusals.duplicateKey(this.table, key);
      return { ids, from, to };
    });
    for (const { ids, from, to } of moves) {
      if (from === to) continue;
      if (from !== undefined) ids.delete(from);
      if (to !== undefined) ids.set(to, id);
    }
    this.#rows.set(id, row);
  }

  remove(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    for (const { key, ids } of this.#indexes) {
      const text = keyText(key, row);
      if (text !== undefined) ids.delete(text);
    }
    this.#rows.delete(id);
  }
}
