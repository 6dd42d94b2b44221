import { readdir } from 'node:fs/promises';

/** Files that table maps are made of, below a folder with one folder per area. */
export interface MapFiles {
  /** `<area>/<name>.map.ts`, or `.map.js` in the bundle. */
  readonly maps: readonly URL[];
  /** `<area>/<name>.imported.ts`, or `.imported.js`. */
  readonly imported: readonly URL[];
}

/** @param folder URL that ends with a slash. */
export async function mapFiles(folder: URL): Promise<MapFiles> {
  const entries = await readdir(folder, { withFileTypes: true });
  const areas = entries.filter((entry) => entry.isDirectory());
  const files = await Promise.all(areas.map((area) => filesOf(new URL(`${area.name}/`, folder))));
  const named = (kind: RegExp): readonly URL[] => files.flat().filter(({ pathname }) => kind.test(pathname));
  return { maps: named(/\.map\.[jt]s$/), imported: named(/\.imported\.[jt]s$/) };
}

async function filesOf(folder: URL): Promise<readonly URL[]> {
  const names = await readdir(folder);
  return names.sort().map((name) => new URL(name, folder));
}
