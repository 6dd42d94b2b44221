import { dataverseTable } from '../table-map/dataverse-table.ts';
import { dataverseTables } from '../table-map/metadata/dataverse.ts';
import { resolvePath } from '../table-map/resolve-path.ts';

/**
 * A path of dual-write as our maps write it. A look-up to one of several tables goes by its navigation property, told by
 * the set that dual-write names; the id at the end of a look-up is the look-up itself.
 */
export function pathOf(table: string, native: string, related: string | undefined): string {
  const [first = '', ...rest] = native.split('.');
  const path = [firstStep(table, first, related), ...rest].join('.');
  const [last = '', ...before] = path.split('.').reverse();
  const lookup = before.reverse().join('.');
  return lookup !== '' && isIdOf(table, lookup, last) ? lookup : path;
}

/** Logical name of the table that owns a set, where our metadata knows it. */
export const tableOfSet = (set: string): string | undefined =>
  Object.entries(dataverseTables).find(([, table]) => table.set === set)?.[0];

function firstStep(table: string, column: string, related: string | undefined): string {
  const { columns } = dataverseTable(table);
  if (columns[column] !== undefined || related === undefined) return column;
  const target = tableOfSet(related);
  const navigation = Object.entries(columns).find(
    ([, known]) =>
      typeof known !== 'string' && known.column === column && known.lookup.includes(target ?? ''),
  );
  return navigation?.[0] ?? column;
}

function isIdOf(table: string, lookup: string, column: string): boolean {
  try {
    const [target, ...others] = resolvePath(table, lookup).targets ?? [];
    return target !== undefined && others.length === 0 && dataverseTable(target).id === column;
  } catch {
    return false;
  }
}
