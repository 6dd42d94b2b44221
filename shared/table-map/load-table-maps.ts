import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import type { MapOptions } from './map-options.ts';
import { registry, type Registry } from './registry.ts';
import type { TableMap } from './table-map.ts';
import { TableMapError } from './table-map-error.ts';

/** A map file has one export, the default one: a table map, or a function that makes it for this installation. */
const mapModule = z.object({
  default: z.union([
    z.custom<(options: MapOptions) => TableMap>((value) => typeof value === 'function'),
    z.custom<TableMap>((value) => typeof value === 'object' && value !== null && 'fields' in value),
  ]),
});

/**
 * Loads every `<area>/<name>.map.ts` (or `.map.js`, in the bundle) below a folder: adding a map is adding a file.
 *
 * @param folder URL that ends with a slash.
 * @throws TableMapError when a map is wrong or refers to one that is not there; Error naming a file that exports none,
 * and when two maps have one name.
 */
export async function loadTableMaps(folder: URL, options: MapOptions): Promise<Registry> {
  const entries = await readdir(folder, { withFileTypes: true });
  const areas = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => new URL(`${entry.name}/`, folder));
  const files = await Promise.all(areas.map(mapFiles));
  const maps = await Promise.all(files.flat().map((file) => load(file, options)));
  const loaded = registry(maps);
  for (const map of maps) checkReferences(map, loaded);
  return loaded;
}

async function mapFiles(area: URL): Promise<URL[]> {
  const names = await readdir(area);
  return names
    .filter((name) => /\.map\.[jt]s$/.test(name))
    .sort()
    .map((name) => new URL(name, area));
}

async function load(file: URL, options: MapOptions): Promise<TableMap> {
  const module = mapModule.safeParse(await import(file.href));
  if (!module.success)
    throw new Error(`${file.pathname} must export a table map, or a function that makes one, as default.`);
  const { default: exported } = module.data;
  return typeof exported === 'function' ? exported(options) : exported;
}

/** Every map that another one names must be there, and be addressed by its own key. */
function checkReferences(map: TableMap, maps: Registry): void {
  const references = [...(map.toFinance?.references ?? []), ...(map.toDataverse?.references ?? [])];
  const named = [...references.map((reference) => reference.map), map.document?.counterpartOf];
  const faults = named
    .filter((name) => name !== undefined && !maps.has(name))
    .map((name) => `it refers to the map "${name}", which does not exist`);
  for (const reference of references) {
    if (reference.kind !== 'record' || !maps.has(reference.map)) continue;
    const key = Object.keys(maps.byName(reference.map).finance.key).sort().join(', ');
    const given = Object.keys(reference.key).sort().join(', ');
    if (key !== given)
      faults.push(`${reference.lookup}: the key of "${reference.map}" is ${key}, not ${given}`);
  }
  if (faults.length > 0) throw new TableMapError(map.name, faults);
}
