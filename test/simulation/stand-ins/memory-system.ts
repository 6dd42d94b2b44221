import type { ODataValue } from '../../../shared/odata/value.ts';
import type { CounterpartErrorDetails } from '../../../shared/sync/counterpart-error.ts';
import type { TableRef } from '../../../shared/table-map/table-ref.ts';
import { comparable } from '../../../shared/odata/comparable.ts';

/** A row as a system stores it: key and other columns, a look-up by the id of its target. */
export interface StoredRow {
  readonly values: Record<string, ODataValue>;
  version: number;
}

/** One write that took effect. */
export interface SystemWrite {
  readonly does: 'create' | 'update' | 'delete';
  readonly table: string;
  readonly before: Readonly<Record<string, ODataValue>> | undefined;
  readonly after: Readonly<Record<string, ODataValue>> | undefined;
  /** What was asked to be written. */
  readonly written: Readonly<Record<string, ODataValue>>;
  /** Who wrote: a person, or a run of the sync. */
  readonly by: string;
}

export type Refusal = Pick<CounterpartErrorDetails, 'kind' | 'code' | 'text'> &
  Partial<Pick<CounterpartErrorDetails, 'field' | 'hint'>>;

/** Rows of one of the two systems, by table, with what it refuses and who hears of a write. */
export interface MemorySystem {
  readonly system: 'dataverse' | 'finance';
  rows(table: string): readonly StoredRow[];
  row(table: TableRef, key: Readonly<Record<string, ODataValue>>): StoredRow | undefined;
  /** Makes or changes a row. @returns why the system refuses it; undefined when it is written. */
  write(
    table: TableRef,
    key: Readonly<Record<string, ODataValue>>,
    values: Readonly<Record<string, ODataValue>>,
    by: string,
  ): Refusal | undefined;
  remove(table: TableRef, key: Readonly<Record<string, ODataValue>>, by: string): boolean;
}

export interface MemorySystemOptions {
  readonly refuses?: (
    table: string,
    after: Readonly<Record<string, ODataValue>>,
    written: Readonly<Record<string, ODataValue>>,
    system: MemorySystem,
  ) => Refusal | undefined;
  readonly onWrite?: (write: SystemWrite) => void;
}

/** A system in memory. Keys are compared as databases do: whatever their case. */
export function memorySystem(
  system: MemorySystem['system'],
  options: MemorySystemOptions = {},
): MemorySystem {
  const tables = new Map<string, Map<string, StoredRow>>();
  const tableOf = (name: string): Map<string, StoredRow> => {
    const known = tables.get(name) ?? new Map<string, StoredRow>();
    tables.set(name, known);
    return known;
  };
  const self: MemorySystem = {
    system,
    rows: (table) => [...tableOf(table).values()],
    row: (table, key) => tableOf(table.table).get(keyText(table, key)),
    write(table, key, values, by) {
      const name = keyText(table, key);
      const found = tableOf(table.table).get(name);
      const after = { ...key, ...found?.values, ...values };
      const refusal = options.refuses?.(table.table, after, values, self);
      if (refusal !== undefined) return refusal;
      tableOf(table.table).set(name, { values: after, version: (found?.version ?? 0) + 1 });
      options.onWrite?.({
        does: found === undefined ? 'create' : 'update',
        table: table.table,
        before: found?.values,
        after,
        written: values,
        by,
      });
      return undefined;
    },
    remove(table, key, by) {
      const name = keyText(table, key);
      const found = tableOf(table.table).get(name);
      if (found === undefined) return false;
      tableOf(table.table).delete(name);
      options.onWrite?.({
        does: 'delete',
        table: table.table,
        before: found.values,
        after: undefined,
        written: {},
        by,
      });
      return true;
    },
  };
  return self;
}

const keyText = (table: TableRef, key: Readonly<Record<string, ODataValue>>): string =>
  Object.entries(table.key)
    .map(([column, type]) => comparable(type, key[column]))
    .join('|');
