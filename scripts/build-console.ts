import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { bundleFile, type ConsoleBundle } from '../functions/support/console/console-bundle.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const entry = 'functions/support/console/web/main.tsx';
const compress = promisify(brotliCompress);

/**
 * Bundles the support console into a folder: one script, since each file more costs a request and the pages are small beside
 * the component library that all of them use; one style sheet; both compressed by Brotli (`NAME.br`); and `index.json`, which
 * names them. Nothing comes from another host.
 */
export async function buildConsole(folder: string): Promise<void> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { console: entry },
    outdir: folder,
    // A name never stands for another content: browsers keep the file for good.
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    write: false,
  });
  const bundle = bundleOf(metafile);
  await mkdir(folder, { recursive: true });
  for (const { path, contents } of outputFiles) await writeFile(`${path}.br`, await compress(contents));
  await writeFile(join(folder, bundleFile), JSON.stringify(bundle, null, 2));
}

function bundleOf({ outputs }: Metafile): ConsoleBundle {
  const made = Object.entries(outputs);
  const [script, first] = made.find(([, { entryPoint }]) => entryPoint === entry) ?? [];
  if (script === undefined || first?.cssBundle === undefined)
    throw new Error(`The bundle has no script or no style sheet of ${entry}.`);
  return {
    script: basename(script),
    style: basename(first.cssBundle),
    files: made.map(([path]) => basename(path)),
  };
}

/**
 * The console of the local environment, built when it was not yet, or when its sources are newer. Two processes may ask
 * at once: each builds aside, and the later one takes the place of the other's.
 *
 * @returns its folder.
 */
export async function localConsole(): Promise<string> {
  const folder = join(root, '.local', 'console');
  const built = join(folder, bundleFile);
  if (existsSync(built) && (await stat(built)).mtimeMs > (await newest())) return folder;
  await mkdir(folder, { recursive: true });
  const aside = await mkdtemp(join(root, '.local', 'console-'));
  try {
    await buildConsole(aside);
    const files = (await readdir(aside)).filter((file) => file !== bundleFile);
    // The list last: whoever reads it finds what it names.
    for (const file of [...files, bundleFile]) await rename(join(aside, file), join(folder, file));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return folder;
}

/** When the youngest of what goes into the bundle was written. */
async function newest(): Promise<number> {
  const times = await Promise.all(
    ['functions/support/console', 'shared'].map(async (room) => {
      const files = await readdir(join(root, room), { recursive: true, withFileTypes: true });
      const stats = await Promise.all(
        files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name))),
      );
      return Math.max(...stats.map(({ mtimeMs }) => mtimeMs));
    }),
  );
  return Math.max(...times, (await stat(join(root, 'package-lock.json'))).mtimeMs);
}
