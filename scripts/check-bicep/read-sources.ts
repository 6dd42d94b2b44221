import { readFile, readdir } from 'node:fs/promises';
import type { Source } from './source.ts';

/** Every Bicep file of a folder, parameter files included, by name. */
export async function readSources(folder: URL): Promise<readonly Source[]> {
  const files = (await readdir(folder)).filter((file) => /\.bicep(param)?$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => ({ file, text: await readFile(new URL(file, folder), 'utf8') })),
  );
}
