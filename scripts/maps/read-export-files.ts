import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { joined, readExport, unreadable, type Export } from '../../shared/native-map/read-export.ts';
import { UsageError } from '../usage-error.ts';
import { readSolution } from './read-solution.ts';

/**
 * Reads exports from files, and from every .json and .xml file of folders.
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
  const files = (await readdir(name)).filter((file) => /\.(json|xml)$/i.test(file)).sort();
  if (files.length === 0) throw new UsageError(`${name} holds no .json and no .xml file.`);
  return files.map((file) => join(name, file));
}

async function readFileOf(file: string): Promise<Export> {
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').trim();
  if (text.startsWith('<')) {
    const records = readSolution(text);
    return records === undefined
      ? unreadable(file, 'is no exported solution with dual-write maps (customizations.xml)')
      : readExport(records, file);
  }
  try {
    return readExport(JSON.parse(text), file);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return unreadable(file, `is not JSON: ${error.message}`);
  }
}
