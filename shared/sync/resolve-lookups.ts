import type { Row } from '../odata/value.ts';
import type { TableMap, ToDataverse } from '../table-map/table-map.ts';
import type { Transformed } from '../table-map/transformed.ts';
import { assertLeaf } from './assert-leaf.ts';
import type { LookupTo } from './counterpart.ts';
import { recordReference } from './record-reference.ts';
import { resolveLookup } from './resolve-lookup.ts';
import type { Sync } from './sync.ts';

/**
 * Every look-up of a Dataverse row, by column: through the ledger where another map made the row, else by its number.
 *
 * @throws ProblemError naming the row that is not there, not unique, or not allowed; CounterpartError.
 */
export async function resolveLookups(
  sync: Sync,
  map: TableMap,
  rules: ToDataverse,
  source: Row,
  target: Transformed,
): Promise<Readonly<Record<string, LookupTo>>> {
  const resolved: Record<string, LookupTo> = {};
  await Promise.all([
    ...rules.references.map(async (reference) => {
      const found = await recordReference(sync, reference, source);
      if (found !== undefined) resolved[reference.lookup] = found;
    }),
    ...Object.entries(target.lookups).map(async ([column, key]) => {
      resolved[column] =
        key === null
          ? { table: '', id: null }
          : { table: key.table, id: await resolveLookup(sync, column, key) };
    }),
  ]);
  await Promise.all(
    rules.leaves.map((leaf) => assertLeaf(sync, map, leaf, source, resolved[leaf.lookup]?.id ?? undefined)),
  );
  return Object.fromEntries(Object.entries(resolved).sort(([a], [b]) => (a < b ? -1 : 1)));
}
