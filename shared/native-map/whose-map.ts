import { referenceTables } from '../table-map/reference-tables.ts';
import type { Registry } from '../table-map/registry.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { NativeMap } from './native-map.ts';

/** The map of ours that a native map is, or why it is none and what follows. */
export type WhoseMap =
  | { readonly kind: 'ours'; readonly map: TableMap }
  /** Master data: native dual-write goes on with it. */
  | { readonly kind: 'stays'; readonly why: string }
  /** One for a person to look at. */
  | { readonly kind: 'unknown'; readonly why: string };

/** Maps that stay on native dual-write, besides those of our reference tables. */
const masterData: readonly string[] = [
  'Legal entities',
  'Ledger',
  'CDS Exchange Rates',
  ...Object.values(referenceTables).map(({ nativeMap }) => nativeMap),
];

/** Finds the map by the label of its Finance entity, which is its name, and its Dataverse set. */
export function whoseMap({ label, set }: NativeMap, maps: Registry): WhoseMap {
  const named = maps.all().find(({ name }) => same(name, label));
  if (named?.dataverse.set === set) return { kind: 'ours', map: named };
  if (named !== undefined)
    return {
      kind: 'unknown',
      why: `our map "${named.name}" is of ${named.dataverse.set}, this one of ${set}: if both cross, write a map file for it (docs/adding-a-table-map.md)`,
    };
  if (masterData.some((name) => same(name, label)))
    return {
      kind: 'stays',
      why: 'master data stays on native dual-write; ours refers to it and never writes it',
    };
  const open = maps.openMaps().find(({ name }) => same(name, label));
  if (open !== undefined)
    return {
      kind: 'unknown',
      why: `ours has no set or no table for it (${open.open[0] ?? ''}); a mapping names neither the OData set nor the key: write a map file with both (docs/adding-a-table-map.md)`,
    };
  return {
    kind: 'unknown',
    why: `no map of ours is called "${label}": master data or another app's map stays on native dual-write; for a table of your own write a map file (docs/adding-a-table-map.md)`,
  };
}

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
