import type { Area } from './area.ts';
import type { TableMap } from './table-map.ts';

/** All table maps of this process. */
export interface Registry {
  all(): readonly TableMap[];
  has(name: string): boolean;
  /** @throws Error when no map has this name. */
  byName(name: string): TableMap;
  /** Maps of a Dataverse table, whatever its case. */
  byDataverseTable(table: string): readonly TableMap[];
  /** Maps of a Finance entity by its physical name, whatever its case: data events write it in lower case. */
  byFinanceEntity(entity: string): readonly TableMap[];
  byArea(area: Area): readonly TableMap[];
}

/** @throws Error when two maps have one name. */
export function registry(maps: readonly TableMap[]): Registry {
  const named = new Map<string, TableMap>();
  for (const map of maps) {
    if (named.has(map.name)) throw new Error(`Two table maps are called "${map.name}".`);
    named.set(map.name, map);
  }
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  return {
    all: () => maps,
    has: (name) => named.has(name),
    byName: (name) => {
      const map = named.get(name);
      if (map === undefined) throw new Error(`There is no table map "${name}".`);
      return map;
    },
    byDataverseTable: (table) => maps.filter((map) => same(map.dataverse.table, table)),
    byFinanceEntity: (entity) => maps.filter((map) => same(map.finance.entity, entity)),
    byArea: (area) => maps.filter((map) => map.area === area),
  };
}
