import { applyImported } from '../table-map/apply-imported.ts';
import { checkTableMap } from '../table-map/check-table-map.ts';
import type { ImportedLine } from '../table-map/imported-map.ts';
import type { TableMap } from '../table-map/table-map.ts';

const nothing = { source: '', columns: {}, properties: {}, filter: 'ours', posted: 'ours' } as const;

/**
 * A map with one line of an import.
 *
 * @throws TableMapError when the map would not agree with itself any more.
 */
export function applyLine(map: TableMap, line: ImportedLine, maps: readonly TableMap[]): TableMap {
  const applied = applyImported(map, { ...nothing, map: map.name, lines: [line] }, maps);
  checkTableMap(applied);
  return applied;
}
