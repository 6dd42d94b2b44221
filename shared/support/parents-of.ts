import type { Row } from '../odata/value.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import type { Direction } from '../table-map/direction.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { Registry } from '../table-map/registry.ts';
import type { TableMap } from '../table-map/table-map.ts';

/** Records that a row's record comes after: those that its look-ups name, as far as other maps carry them. Pure. */
export function parentsOf(
  maps: Registry,
  map: TableMap,
  direction: Direction,
  source: Row,
): readonly string[] {
  const named =
    direction === 'to-finance' ? parentsInDataverse(maps, map, source) : parentsInFinance(maps, map, source);
  return [...new Set(named)];
}

function parentsInDataverse(maps: Registry, map: TableMap, source: Row): readonly string[] {
  const { document } = map;
  const header =
    document?.role === 'line' && document.direction === 'to-finance'
      ? [{ lookup: document.lookup, map: document.counterpartOf }]
      : [];
  const references = (map.toFinance?.references ?? []).filter(({ kind }) => kind === 'parent');
  return [...header, ...references].flatMap((reference) => {
    if (!('lookup' in reference) || !maps.has(reference.map)) return [];
    const id = source[reference.lookup];
    return isEmpty(id) ? [] : [recordOf(maps.byName(reference.map), String(id).toLowerCase())];
  });
}

const parentsInFinance = (maps: Registry, map: TableMap, source: Row): readonly string[] =>
  (map.toDataverse?.references ?? []).flatMap((reference) => {
    if (!maps.has(reference.map)) return [];
    const parent = maps.byName(reference.map);
    const key = Object.entries(reference.key).map(
      ([part, column]) => [part, source[column] ?? null] as const,
    );
    if (key.some(([part, value]) => part !== parent.finance.company && isEmpty(value))) return [];
    return [recordOf(parent, canonicalKey(Object.fromEntries(key), parent.finance.key))];
  });

const isEmpty = (value: Row[string] | undefined): boolean =>
  value === undefined || value === null || value === '';
