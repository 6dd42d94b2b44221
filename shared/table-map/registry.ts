import type { Area } from './area.ts';
import type { OpenMap } from './open-map.ts';
import { assertKnownMaps } from './assert-known-maps.ts';
import { stopReason } from './stop-reason.ts';
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
  /** Whether a person switched the map off: nothing that happens to its rows concerns us. */
  isOff(map: TableMap): boolean;
  /** Why a map does not run, for a person; undefined when it runs. */
  stopped(map: TableMap): string | undefined;
  /** Maps of dual-write that cannot be written down yet. */
  openMaps(): readonly OpenMap[];
}

export interface RegistryOptions {
  /** Names of maps that this installation has switched off. */
  readonly off?: ReadonlySet<string>;
  readonly openMaps?: readonly OpenMap[];
  /** Whether maps may run on inferred and assumed lines; `run` when absent. */
  readonly guesses?: 'run' | 'stop';
}

/** @throws Error when two maps have one name; UnknownMapError when a map that does not exist is switched off. */
export function registry(maps: readonly TableMap[], options: RegistryOptions = {}): Registry {
  const { off = new Set<string>(), openMaps = [], guesses = 'run' } = options;
  const named = new Map<string, TableMap>();
  for (const map of maps) {
    if (named.has(map.name)) throw new Error(`Two table maps are called "${map.name}".`);
    named.set(map.name, map);
  }
  assertKnownMaps('MAPS_OFF', off, named);
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
    isOff: (map) => off.has(map.name),
    stopped: (map) => (off.has(map.name) ? 'switched off by the setting MAPS_OFF' : stopReason(map, guesses)),
    openMaps: () => openMaps,
  };
}
