import { resolvePath } from './resolve-path.ts';
import type { ParentReference, TableMap, ToFinance } from './table-map.ts';

/**
 * The references of a map with those that paths to Finance add: a path over a look-up to a table that another map sends
 * makes that row a parent, which must be in Finance first.
 *
 * @param paths paths of the map's own table, all of which exist.
 * @param maps all maps, to find the parents among.
 */
export function withParents(
  map: TableMap,
  paths: readonly string[],
  maps: readonly TableMap[],
): ToFinance['references'] {
  const known = map.toFinance?.references ?? [];
  const lookups = new Set(
    known.flatMap((reference) => (reference.kind === 'parent' ? [reference.lookup] : [])),
  );
  const added: ParentReference[] = [];
  for (const path of paths) {
    const parent = parentOf(map, path, maps);
    if (parent === undefined || lookups.has(parent.lookup)) continue;
    lookups.add(parent.lookup);
    added.push(parent);
  }
  return [...known, ...added];
}

function parentOf(map: TableMap, path: string, maps: readonly TableMap[]): ParentReference | undefined {
  const [first] = resolvePath(map.dataverse.table, path).over;
  if (first === undefined) return undefined;
  const parent = maps.find(
    (other) => other.dataverse.table === first.table && other.toFinance?.target === 'upsert',
  );
  return parent === undefined ? undefined : { kind: 'parent', lookup: first.column, map: parent.name };
}
