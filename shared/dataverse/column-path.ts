import type { TableRef } from '../table-map/table-ref.ts';
import type { Relationship, Relationships } from './relationships.ts';
import { UnknownColumnError } from '../odata/unknown-column-error.ts';

/** A column or a path over look-ups in the Web API's own names. */
export interface ColumnPath {
  /** As it was asked: `msdyn_project.msdyn_projectnumber`. */
  readonly path: string;
  /** Look-ups to follow, outermost first. */
  readonly over: readonly Relationship[];
  /** Property at the end: `msdyn_projectnumber`, or `_msdyn_project_value` for the id that a look-up holds. */
  readonly property: string;
}

/**
 * Resolves a path. A part before the last names a look-up column, or a navigation property where the look-up may point
 * to several tables (`customerid_account.accountnumber`).
 *
 * @throws UnknownColumnError when a part names no look-up, or one that leads to several tables.
 */
export async function columnPath(known: Relationships, table: TableRef, path: string): Promise<ColumnPath> {
  const parts = path.split('.');
  const last = parts.pop() ?? path;
  const over: Relationship[] = [];
  let current = table.table;
  for (const part of parts) {
    const step = follow(await known.lookupsOf(current), current, part, path);
    over.push(step);
    current = step.referencedTable;
  }
  const type = table.columns[path];
  const isLookup =
    type === undefined && !isKey(table, path)
      ? (await known.lookupsOf(current)).some((lookup) => lookup.attribute === last)
      : type === 'lookup';
  return { path, over, property: isLookup ? `_${last}_value` : last };
}

const isKey = (table: TableRef, path: string): boolean => Object.hasOwn(table.key, path);

function follow(lookups: readonly Relationship[], table: string, part: string, path: string): Relationship {
  const byNavigation = lookups.find((lookup) => lookup.navigation.toLowerCase() === part.toLowerCase());
  const byAttribute = lookups.filter((lookup) => lookup.attribute === part);
  const [found, ...others] = byAttribute;
  if (found !== undefined && others.length === 0) return found;
  if (byNavigation !== undefined) return byNavigation;
  if (found === undefined) throw new UnknownColumnError(path, `${part} is no look-up of ${table}`);
  const names = byAttribute.map((lookup) => lookup.navigation).join(', ');
  throw new UnknownColumnError(path, `${part} of ${table} may point to several tables: name one of ${names}`);
}
