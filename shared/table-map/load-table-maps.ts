import { z } from 'zod';
import { acceptLines } from './accept-lines.ts';
import { acceptPairs } from './accept-pairs.ts';
import { nothingAccepted, type Accepted } from './accepted.ts';
import { applyImported } from './apply-imported.ts';
import { checkTableMap } from './check-table-map.ts';
import type { ImportedMap } from './imported-map.ts';
import { learnColumns } from './learn-columns.ts';
import { learnImported } from './learn-imported.ts';
import { mapFiles } from './map-files.ts';
import type { MapOptions } from './map-options.ts';
import type { OpenMap } from './open-map.ts';
import { registry, type Registry } from './registry.ts';
import type { TableMap } from './table-map.ts';
import { TableMapError } from './table-map-error.ts';

type Loaded = TableMap | { readonly openMap: OpenMap };

/**
 * A map file has one export, the default one: a table map, a function that makes it for this installation, or an open
 * map.
 */
const mapModule = z.object({
  default: z.union([
    z.custom<(options: MapOptions) => TableMap>((value) => typeof value === 'function'),
    z.custom<Loaded>(
      (value) => typeof value === 'object' && value !== null && ('fields' in value || 'openMap' in value),
    ),
  ]),
});

/** A file beside a map: what the environment's own map says of it. */
const importedModule = z.object({
  default: z.custom<ImportedMap>(
    (value) => typeof value === 'object' && value !== null && 'map' in value && 'lines' in value,
  ),
});

export interface LoadOptions extends MapOptions {
  /** Both systems are the embedded ones: maps run on guesses too. Elsewhere one guess stops its map. */
  readonly sandbox: boolean;
  /** Columns and pairs that this installation has seen in its own environment. */
  readonly accepted?: Accepted;
  /** Names of maps that are switched off. */
  readonly off?: ReadonlySet<string>;
  /** `ignored`: the maps as they are built in, whatever `.imported.ts` files say. */
  readonly imported?: 'applied' | 'ignored';
}

/**
 * Loads every `<area>/<name>.map.ts` (or `.map.js`, in the bundle) below a folder: adding a map is adding a file. What
 * `<area>/<name>.imported.ts` says is laid over its map, and what the installation accepts over that.
 *
 * @param folder URL that ends with a slash.
 * @throws TableMapError when a map is wrong or refers to one that is not there, or an imported or accepted line fits none;
 * Error naming a file that exports none, and when two maps have one name.
 */
export async function loadTableMaps(folder: URL, options: LoadOptions): Promise<Registry> {
  const files = await mapFiles(folder);
  const loaded = await Promise.all(files.maps.map((file) => loadMapFile(file, options)));
  const imported = options.imported === 'ignored' ? [] : await loadImported(files.imported);
  const built = loaded.filter((each): each is TableMap => !('openMap' in each));
  const maps = registry(accept(withImported(built, imported), options.accepted ?? nothingAccepted), {
    ...(options.off === undefined ? {} : { off: options.off }),
    guesses: options.sandbox ? 'run' : 'stop',
    openMaps: loaded.flatMap((each) => ('openMap' in each ? [each.openMap] : [])),
  });
  for (const map of maps.all()) checkReferences(map, maps);
  return maps;
}

/** What one map file holds. @throws Error naming a file that holds no map. */
export async function loadMapFile(file: URL, options: MapOptions): Promise<Loaded> {
  const module = mapModule.safeParse(await import(file.href));
  if (!module.success)
    throw new Error(`${file.pathname} must export a table map, or a function that makes one, as default.`);
  const { default: exported } = module.data;
  return typeof exported === 'function' ? exported(options) : exported;
}

const loadImported = (files: readonly URL[]): Promise<readonly ImportedMap[]> =>
  Promise.all(
    files.map(async (file) => {
      const module = importedModule.safeParse(await import(file.href));
      if (!module.success) throw new Error(`${file.pathname} must export an imported map as default.`);
      return module.data.default;
    }),
  );

function withImported(maps: readonly TableMap[], imported: readonly ImportedMap[]): readonly TableMap[] {
  for (const each of imported) {
    const map = maps.find(({ name }) => name === each.map);
    if (map === undefined) throw new TableMapError(each.map, ['it is imported, and there is no such map']);
    if (imported.some((other) => other !== each && other.map === each.map))
      throw new TableMapError(each.map, ['it is imported twice: keep one of the two files']);
    learnImported(map, each);
  }
  return maps.map((map) => {
    const own = imported.find((each) => each.map === map.name);
    if (own === undefined) return map;
    const applied = applyImported(map, own, maps);
    checkTableMap(applied);
    return applied;
  });
}

function accept(maps: readonly TableMap[], { columns, pairs, lines }: Accepted): readonly TableMap[] {
  const faults = learnColumns(columns);
  if (faults.length > 0) throw new TableMapError('maps.accepted.json', faults);
  const unknown = [...pairs, ...lines].filter((entry) => !maps.some((map) => map.name === entry.map));
  if (unknown.length > 0)
    throw new TableMapError(
      'maps.accepted.json',
      unknown.map((entry) => `there is no table map "${entry.map}"`),
    );
  return maps.map((map) => {
    const own = pairs.filter((pair) => pair.map === map.name);
    const ownLines = lines.filter((line) => line.map === map.name);
    if (own.length === 0) return acceptLines(map, ownLines);
    const accepted = acceptPairs(map, own, maps);
    checkTableMap(accepted);
    return acceptLines(accepted, ownLines);
  });
}

/** Every map that another one names must be there, and be addressed by its own key. */
function checkReferences(map: TableMap, maps: Registry): void {
  const parents = (map.toFinance?.references ?? []).flatMap((reference) =>
    reference.kind === 'parent' ? [reference.map] : [],
  );
  const references = map.toDataverse?.references ?? [];
  const named = [...parents, ...references.map((reference) => reference.map), map.document?.counterpartOf];
  const faults = named
    .filter((name) => name !== undefined && !maps.has(name))
    .map((name) => `it refers to the map "${name}", which does not exist`);
  for (const reference of references) {
    if (!maps.has(reference.map)) continue;
    const key = Object.keys(maps.byName(reference.map).finance.key).sort().join(', ');
    const given = Object.keys(reference.key).sort().join(', ');
    if (key !== given)
      faults.push(`${reference.lookup}: the key of "${reference.map}" is ${key}, not ${given}`);
  }
  if (faults.length > 0) throw new TableMapError(map.name, faults);
}
