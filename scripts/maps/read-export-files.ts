import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { joined, readExport, unreadable, type Export } from '../../shared/native-map/read-export.ts';
import { parsePlainJson } from '../../shared/native-map/parse-plain-json.ts';
import { UsageError } from '../usage-error.ts';
import { readSolution } from './read-solution.ts';
import { textOfFile } from './text-of-file.ts';

/** Parts of an unpacked solution that hold no maps. */
const withoutMaps = ['solution.xml', '[content_types].xml'];

/**
 * Reads exports from files, and from the .json and .xml files of folders; an archive among them is named, folders in a folder
 * are not looked into.
 *
 * @throws UsageError naming a file or folder that is not there, or a folder without such files.
 */
export async function readExportFiles(names: readonly string[]): Promise<Export> {
  const files = (await Promise.all(names.map(filesOf))).flat();
  return joined(await Promise.all(files.map(readFileOf)));
}

async function filesOf(name: string): Promise<readonly string[]> {
  let isFolder;
  try {
    isFolder = (await stat(name)).isDirectory();
  } catch {
    throw new UsageError(`${name} is not there.`);
  }
  if (!isFolder) return [name];
  const files = (await readdir(name))
    .filter((file) => /\.(json|xml|zip)$/i.test(file) && !withoutMaps.includes(file.toLowerCase()))
    .sort();
  if (files.length === 0)
    throw new UsageError(
      `${name} holds no .json and no .xml file with maps; folders in it are not looked into, name them too.`,
    );
  return files.map((file) => join(name, file));
}

async function readFileOf(file: string): Promise<Export> {
  const read = textOfFile(await readFile(file));
  if ('problem' in read) return unreadable(file, read.problem);
  const { text } = read;
  if (text.startsWith('<')) {
    const records = readSolution(text);
    return records === undefined
      ? unreadable(file, 'is no exported solution with dual-write maps (customizations.xml)')
      : readExport(records, file);
  }
  try {
    return readExport(parsePlainJson(text), file);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return unreadable(file, `is not JSON (${error.message}): correct it, or export it again`);
  }
}
