import type { DataverseTable } from './metadata/column-types.ts';
import { dataverseTables } from './metadata/dataverse.ts';

const tables: Readonly<Record<string, DataverseTable>> = dataverseTables;

/**
 * What our metadata knows of a Dataverse table.
 *
 * @throws Error when it does not know the table.
 */
export function dataverseTable(table: string): DataverseTable {
  const found = tables[table];
  if (found === undefined) throw new Error(`Our metadata knows no Dataverse table ${table}.`);
  return found;
}
