import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { bundleFile, type ConsoleBundle } from './console-bundle.ts';

export interface ConsoleFile {
  readonly type: string;
  /** By Brotli. */
  readonly compressed: Uint8Array;
}

export interface ConsoleFiles {
  readonly bundle: ConsoleBundle;
  readonly files: ReadonlyMap<string, ConsoleFile>;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

const known = new Map<string, Promise<ConsoleFiles>>();

/** The console's files, read once per process: about 200 KB. @throws Error when the folder holds no build. */
export function consoleFiles(folder: string): Promise<ConsoleFiles> {
  const files = known.get(folder) ?? readFiles(folder);
  known.set(folder, files);
  files.catch(() => known.delete(folder));
  return files;
}

async function readFiles(folder: string): Promise<ConsoleFiles> {
  const bundle = JSON.parse(await readFile(join(folder, bundleFile), 'utf8')) as ConsoleBundle;
  const files = await Promise.all(
    bundle.files.map(async (name): Promise<[string, ConsoleFile]> => {
      const compressed = await readFile(join(folder, `${name}.br`));
      return [name, { type: types[extname(name)] ?? 'application/octet-stream', compressed }];
    }),
  );
  return { bundle, files: new Map(files) };
}
