import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Bundles the support console into a folder: one script, one style sheet, nothing from another host. */
export async function buildConsole(folder: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: { console: 'functions/support/console/web/main.tsx' },
    outdir: folder,
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'warning',
  });
}

/**
 * The console of the local environment, built when it was not yet, or when its sources are newer. Two processes may ask
 * at once: each builds aside, and the later one takes the place of the other's.
 *
 * @returns its folder.
 */
export async function localConsole(): Promise<string> {
  const folder = join(root, '.local', 'console');
  const built = join(folder, 'console.js');
  if (existsSync(built) && (await stat(built)).mtimeMs > (await newest())) return folder;
  await mkdir(folder, { recursive: true });
  const aside = await mkdtemp(join(root, '.local', 'console-'));
  try {
    await buildConsole(aside);
    for (const file of await readdir(aside)) await rename(join(aside, file), join(folder, file));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return folder;
}

/** When the youngest of what goes into the bundle was written. */
async function newest(): Promise<number> {
  const times = await Promise.all(
    ['functions/support/console/web', 'shared'].map(async (room) => {
      const files = await readdir(join(root, room), { recursive: true, withFileTypes: true });
      const stats = await Promise.all(
        files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name))),
      );
      return Math.max(...stats.map(({ mtimeMs }) => mtimeMs));
    }),
  );
  return Math.max(...times, (await stat(join(root, 'package-lock.json'))).mtimeMs);
}
