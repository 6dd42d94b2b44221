import { emptyValue } from '../../../shared/finance/empty-value.ts';
import type { ODataValue } from '../../../shared/odata/value.ts';
import { CounterpartError } from '../../../shared/sync/counterpart-error.ts';
import { dataverseTable } from '../../../shared/table-map/dataverse-table.ts';
import { dataverseTableRef } from '../../../shared/table-map/dataverse-table-ref.ts';
import { financeEntity, financeTypeOf } from '../../../shared/table-map/finance-entity.ts';
import { resolvePath } from '../../../shared/table-map/resolve-path.ts';
import type { TableRef } from '../../../shared/table-map/table-ref.ts';
import type { MemorySystem, StoredRow } from './memory-system.ts';

export type ReadColumn = (row: StoredRow) => ODataValue;

/**
 * Reads columns of stored rows, in Dataverse by paths over look-ups too. What is not there is null, or Finance's value
 * for nothing.
 *
 * @throws CounterpartError (misconfigured) when the table or the column does not exist.
 */
export function columnReader(system: MemorySystem): (table: TableRef, column: string) => ReadColumn {
  const known = new Map<string, ReadColumn>();
  const make = system.system === 'finance' ? financeColumn : dataverseColumn(system);
  return (table, column) => {
    const name = `${table.table}|${table.set}|${column}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    try {
      const made = make(table, column);
      known.set(name, made);
      return made;
    } catch (error) {
      throw new CounterpartError(
        {
          system: system.system,
          kind: 'misconfigured',
          cause: 'unknown-column',
          code: 'unknown-column',
          field: column,
          text: error instanceof Error ? error.message : String(error),
          applied: 'no',
        },
        { cause: error },
      );
    }
  };
}

function financeColumn(table: TableRef, column: string): ReadColumn {
  const { set, properties } = financeEntity(table.table);
  const property = properties[column];
  if (set !== table.set) throw new Error(`There is no set ${table.set}.`);
  if (property === undefined) throw new Error(`${column} is no property of ${set}.`);
  const empty = emptyValue(financeTypeOf(property));
  return (row) => row.values[column] ?? empty;
}

function dataverseColumn(system: MemorySystem): (table: TableRef, column: string) => ReadColumn {
  const refs = new Map<string, { readonly ref: TableRef; readonly id: string }>();
  const refOf = (table: string): { readonly ref: TableRef; readonly id: string } => {
    const found = refs.get(table) ?? { ref: dataverseTableRef(table), id: dataverseTable(table).id };
    refs.set(table, found);
    return found;
  };
  return (table, path) => {
    if (dataverseTable(table.table).set !== table.set) throw new Error(`There is no set ${table.set}.`);
    const { over, last } = resolvePath(table.table, path);
    return (row) => {
      let current: StoredRow | undefined = row;
      for (const step of over) {
        const id: ODataValue = current.values[step.column] ?? null;
        const { ref, id: key } = refOf(step.table);
        current = id === null ? undefined : system.row(ref, { [key]: id });
        if (current === undefined) return null;
      }
      return current.values[last] ?? null;
    };
  };
}
