import type { DataverseColumn, DataverseTable } from './metadata/column-types.ts';
import { dataverseTables } from './metadata/dataverse.ts';

const tables: Readonly<Record<string, DataverseTable>> = dataverseTables;

/** Tables that map files of this installation brought along. */
const added = new Map<string, DataverseTable>();

/** Columns that this installation told us of at start, by table. */
const learned = new Map<string, Record<string, DataverseColumn>>();

/**
 * What our metadata knows of a Dataverse table.
 *
 * @throws Error when it does not know the table.
 */
export function dataverseTable(table: string): DataverseTable {
  const found = tables[table] ?? added.get(table);
  if (found === undefined) throw new Error(`Our metadata knows no Dataverse table ${table}.`);
  const more = learned.get(table);
  return more === undefined ? found : { ...found, columns: { ...found.columns, ...more } };
}

/**
 * Adds a table of this installation, for its own table map.
 *
 * @throws Error when a table of this name is known.
 */
export function addDataverseTable(name: string, table: DataverseTable): void {
  if (tables[name] !== undefined) throw new Error(`The Dataverse table ${name} is known already.`);
  added.set(name, table);
}

/**
 * Adds a column that no public source names, but this installation's environment has.
 *
 * @throws Error when the table is not known, or the column is known by another type.
 */
export function learnColumn(table: string, name: string, column: DataverseColumn): void {
  const known = dataverseTable(table).columns[name];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(column))
    throw new Error(
      `${name} of ${table} is known as ${JSON.stringify(known)} and cannot be ${JSON.stringify(column)}.`,
    );
  learned.set(table, { ...learned.get(table), [name]: column });
}
