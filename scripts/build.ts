import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildConsole } from './build-console.ts';

/**
 * `node scripts/build.ts [FOLDER/]`. Builds what Azure runs: `functions/` bundled into `dist/`, so that a cold start reads few files. Table maps stay files
 * of their own beside the bundle: adding one is a matter of one file there too.
 */
const root = new URL('../', import.meta.url);
const dist = new URL(process.argv[2] ?? 'dist/', root);

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
}

const areas = (await readdir(new URL('functions/', root), { withFileTypes: true })).filter((entry) =>
  entry.isDirectory(),
);
const maps: string[] = [];
for (const area of areas)
  for (const file of await readdir(new URL(`functions/${area.name}/`, root)))
    if (/\.(map|imported)\.ts$/.test(file)) maps.push(`functions/${area.name}/${file}`);

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const result = await build({
  absWorkingDir: new URL('.', root).pathname,
  entryPoints: ['functions/index.ts', ...maps],
  outdir: fileURLToPath(new URL('functions', dist)),
  outbase: 'functions',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  sourcemap: true,
  metafile: true,
  // The host puts these into the process; bundling them would make a second copy that nobody listens to.
  external: ['@azure/functions-core'],
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});

await buildConsole(fileURLToPath(new URL('console', dist)));

const own = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as PackageJson;
const { name, version, license, engines } = own;
await writeFile(
  new URL('package.json', dist),
  `${JSON.stringify({ name, version, license, engines, type: 'module', private: true, main: 'functions/index.js' }, null, 2)}\n`,
);
await cp(new URL('host.json', root), new URL('host.json', dist));
// What the installation accepts travels with it; a fresh clone has no such file.
const accepted = new URL('maps.accepted.json', root);
if (existsSync(accepted)) await cp(accepted, new URL('maps.accepted.json', dist));

const bytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
const files = Object.keys(result.metafile.outputs).length;
console.log(
  `${process.argv[2] ?? 'dist/'}: ${files} files, ${Math.round(bytes / 1024)} KiB, ${maps.length} map files`,
);
