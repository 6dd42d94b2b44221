import type { Registry } from '../table-map/registry.ts';
import type { TableMap } from '../table-map/table-map.ts';

/**
 * Maps so that each stands after those whose records it refers to, and a document's header before its lines: whoever
 * starts them in this order waits for nothing. A circle of references is cut where it is met.
 */
export function startOrder(maps: Registry): readonly TableMap[] {
  const ordered = new Set<TableMap>();
  const underWay = new Set<TableMap>();
  const add = (map: TableMap): void => {
    if (ordered.has(map) || underWay.has(map)) return;
    underWay.add(map);
    for (const name of parentsOf(map)) if (maps.has(name)) add(maps.byName(name));
    ordered.add(map);
  };
  for (const map of maps.all()) add(map);
  return [...ordered];
}

const parentsOf = ({ toFinance, toDataverse, document }: TableMap): readonly string[] => [
  ...(toFinance?.references ?? []).flatMap((reference) =>
    reference.kind === 'parent' ? [reference.map] : [],
  ),
  ...(toDataverse?.references ?? []).map((reference) => reference.map),
  ...(document?.role === 'line' ? [document.counterpartOf] : []),
];
