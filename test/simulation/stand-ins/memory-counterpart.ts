import { isLosslessNumber } from 'lossless-json';
import { emptyValue } from '../../../shared/finance/empty-value.ts';
import { bodyValue } from '../../../shared/odata/body-value.ts';
import { comparable } from '../../../shared/odata/comparable.ts';
import { rowsOfPages } from '../../../shared/odata/pages.ts';
import { UnfitValueError } from '../../../shared/odata/unfit-value-error.ts';
import type { ODataValue, Row } from '../../../shared/odata/value.ts';
import { CounterpartError, type CounterpartErrorDetails } from '../../../shared/sync/counterpart-error.ts';
import type { Counterpart, ReadRow, WriteValues } from '../../../shared/sync/counterpart.ts';
import { filterColumns } from '../../../shared/table-map/filter-columns.ts';
import { matches } from '../../../shared/table-map/matches.ts';
import type { TableRef } from '../../../shared/table-map/table-ref.ts';
import type { MemorySystem, StoredRow } from './memory-system.ts';
import { columnReader } from './column-reader.ts';

/** One call on its way to a system and back: delays, faults and lost answers happen here. */
export type Network = <Answer>(
  call: { readonly does: 'read' | 'write'; readonly method: keyof Counterpart; readonly table: string },
  effect: () => Answer,
) => Promise<Answer>;

export interface MemoryCounterpartOptions {
  readonly network: Network;
  /** Rows a page of a scan. */
  readonly pageSize?: number;
  /** Whose writes these are. */
  readonly by?: string;
}

const companyProperties = ['dataAreaId', 'ReferenceDataAreaId', 'ProjDataAreaId'];

/** The Counterpart port over a system in memory. */
export function memoryCounterpart(system: MemorySystem, options: MemoryCounterpartOptions): Counterpart {
  const { network, pageSize = 10_000, by = 'sync' } = options;
  const finance = system.system === 'finance';
  const fail = (details: Omit<CounterpartErrorDetails, 'system'>): never => {
    throw new CounterpartError({ system: system.system, ...details });
  };
  const read = columnReader(system);

  const readRow = (table: TableRef, columns: readonly string[], stored: StoredRow): ReadRow => ({
    key: Object.fromEntries(Object.keys(table.key).map((column) => [column, read(table, column)(stored)])),
    values: Object.fromEntries(columns.map((column) => [column, read(table, column)(stored)])),
    etag: `W/"${String(stored.version)}"`,
  });
  const typeOf = (table: TableRef, column: string) =>
    table.key[column] ?? table.columns[column] ?? (finance ? 'string' : 'text');

  /** Values as the system keeps them. */
  const body = (table: TableRef, values: WriteValues): Record<string, ODataValue> =>
    Object.fromEntries(
      Object.entries(values).map(([column, value]) => {
        read(table, column);
        if (typeof value !== 'object' || value === null || isLosslessNumber(value)) {
          const type = typeOf(table, column);
          return [column, value === null && finance ? emptyValue(type) : fit(system, type, column, value)];
        }
        if (finance) throw unfit(system, column, 'Finance has no look-ups: write the key of the row');
        return [column, value.id];
      }),
    );
  const wholeKey = (table: TableRef, key: Row): Row =>
    Object.fromEntries(Object.keys(table.key).map((column) => [column, key[column] ?? '']));
  const write = (table: TableRef, key: Row, values: Record<string, ODataValue>): void => {
    const refusal = system.write(table, key, values, by);
    if (refusal !== undefined)
      fail({ applied: 'no', cause: 'unexpected', hint: 'Correct the row in its source.', ...refusal });
  };

  const page: Counterpart['page'] = async (at, table, where, from, company, columns) => {
    const companyColumn = companyProperties.find((name) => Object.hasOwn(table.key, name));
    const used = [...new Set([...filterColumns(where), ...columns])];
    const start = Number(at ?? '0');
    const rows = await network({ does: 'read', method: 'scan', table: table.table }, () => {
      for (const column of used) read(table, column);
      return system
        .rows(table.table)
        .filter(
          (row) =>
            matches(where, readRow(table, used, row).values) &&
            (from === undefined ||
              String(read(table, from.column)(row)).slice(0, 10) >= from.date.slice(0, 10)) &&
            (company === undefined ||
              companyColumn === undefined ||
              String(row.values[companyColumn]).toLowerCase() === company.toLowerCase()),
        )
        .slice(start, start + pageSize)
        .map((row) => readRow(table, columns, row));
    });
    return { rows, ...(rows.length < pageSize ? {} : { next: String(start + pageSize) }) };
  };

  return {
    system: system.system,
    read: (table, key, columns) =>
      network({ does: 'read', method: 'read', table: table.table }, () => {
        for (const column of [...Object.keys(table.key), ...columns]) read(table, column);
        const found = system.row(table, wholeKey(table, key));
        return found === undefined ? undefined : readRow(table, columns, found);
      }),
    find: (table, where, columns) =>
      network({ does: 'read', method: 'find', table: table.table }, () => {
        const wanted = Object.entries(where).map(([column, value]) => {
          const type = typeOf(table, column);
          const text = comparable(type, value ?? (finance ? emptyValue(type) : null));
          const reader = read(table, column);
          return (row: StoredRow) => comparable(type, reader(row)) === text;
        });
        return system
          .rows(table.table)
          .filter((row) => wanted.every((same) => same(row)))
          .slice(0, 2)
          .map((row) => readRow(table, columns, row));
      }),
    create: async (table, key, values) => {
      const made = body(table, values);
      return network({ does: 'write', method: 'create', table: table.table }, () => {
        if (system.row(table, wholeKey(table, key)) !== undefined)
          fail({
            kind: 'already-exists',
            cause: 'key-taken',
            code: 'exists',
            text: 'The record already exists.',
            applied: 'no',
          });
        write(table, wholeKey(table, key), made);
      });
    },
    update: async (table, key, values) => {
      const changed = body(table, values);
      return network({ does: 'write', method: 'update', table: table.table }, () => {
        if (system.row(table, wholeKey(table, key)) === undefined)
          fail({
            kind: 'missing',
            cause: 'row-to-write-missing',
            code: 'missing',
            text: 'No resources were found.',
            applied: 'no',
          });
        write(table, wholeKey(table, key), changed);
      });
    },
    delete: (table, key) =>
      network({ does: 'write', method: 'delete', table: table.table }, () =>
        system.remove(table, wholeKey(table, key), by) ? 'deleted' : 'absent',
      ),
    scan: (...asked) => rowsOfPages({ page }, ...asked),
    page,
  };
}

const unfit = (system: MemorySystem, column: string, text: string): CounterpartError =>
  new CounterpartError({
    system: system.system,
    kind: 'rejected',
    cause: 'value-of-wrong-type',
    code: 'unfit-value',
    field: column,
    text,
    applied: 'no',
  });

function fit(
  system: MemorySystem,
  type: Parameters<typeof bodyValue>[1],
  column: string,
  value: ODataValue,
): ODataValue {
  try {
    return bodyValue(column, type, value);
  } catch (error) {
    if (!(error instanceof UnfitValueError)) throw error;
    throw unfit(system, column, error.message);
  }
}
