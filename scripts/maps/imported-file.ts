import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse, stringify } from 'lossless-json';
import { format, resolveConfig } from 'prettier';
import { printImportedMap } from '../../shared/native-map/print-imported-map.ts';
import type { ImportedMap } from '../../shared/table-map/imported-map.ts';

const sharedFolder = fileURLToPath(new URL('../../shared', import.meta.url));

/** The `.imported.ts` file of a map, and beside it `.imported.json`: the file as the last import wrote it, as data. */
export interface ImportedFile {
  readonly path: string;
  /** What the file says; undefined when there is none. @throws Error when it cannot be loaded. */
  readonly read: () => Promise<ImportedMap | undefined>;
  /** What the last import wrote; undefined when that is not known. */
  readonly readBase: () => Promise<ImportedMap | undefined>;
  /** Numbers of the lines that hold a comment besides the one that an import writes. */
  readonly comments: () => Promise<readonly number[]>;
  /** @param base what the environment says, for the next import. */
  readonly write: (imported: ImportedMap, base: ImportedMap) => Promise<void>;
}

/** @param path of the `.imported.ts` file. */
export function importedFile(path: string): ImportedFile {
  const basePath = path.replace(/\.ts$/, '.json');
  const text = (file: string): Promise<string | undefined> =>
    readFile(file, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    });
  return {
    path,
    read: async () => {
      if ((await text(path)) === undefined) return undefined;
      const module = (await import(pathToFileURL(path).href)) as { readonly default: ImportedMap };
      return module.default;
    },
    readBase: async () => {
      const base = await text(basePath);
      return base === undefined ? undefined : (parse(base) as ImportedMap);
    },
    comments: async () =>
      ((await text(path)) ?? '').split('\n').flatMap((line, index) => (isComment(line) ? [index + 1] : [])),
    write: async (imported, base) => {
      const folder = dirname(path);
      await mkdir(folder, { recursive: true });
      const shared = relative(folder, sharedFolder).replaceAll('\\', '/');
      const options = await resolveConfig(fileURLToPath(import.meta.url));
      const print = (content: string, parser: string): Promise<string> =>
        format(content, { ...options, parser });
      const contents = new Map([
        [path, await print(printImportedMap(imported, shared), 'typescript')],
        [basePath, await print(stringify(base) ?? '', 'json')],
      ]);
      // Whole, or not at all: half a map would be loaded as one.
      try {
        for (const [file, content] of contents) await writeFile(`${file}.new`, content);
        for (const file of contents.keys()) await rename(`${file}.new`, file);
      } finally {
        for (const file of contents.keys()) await rm(`${file}.new`, { force: true });
      }
    },
  };
}

/** The comment that an import writes is the only one between stars. */
const isComment = (line: string): boolean => /^\s*\/\/|,\s*\/\/|[({[]\s*\/\/|^\s*\/\*(?!\*$)/.test(line);
