import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { buildConsole } from '../build-console.ts';
import { leaveOut } from './leave-out.ts';
import { shakeZod } from './shake-zod.ts';

export interface Dist {
  /** How many files hold a table map. */
  readonly maps: number;
  /** What went into the functions, relative to the project: our sources and those of packages. */
  readonly inputs: readonly string[];
  /** The part of them that is read before the functions are registered. */
  readonly inputsAtStart: readonly string[];
}

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
}

const root = new URL('../../', import.meta.url);

/**
 * Builds what Azure runs into a folder, which is emptied before: `functions/` bundled, so that a cold start reads few files.
 * Table maps stay files of their own beside the bundle: adding one is a matter of one file there too.
 *
 * @param dist ends with a slash.
 */
export async function buildDist(dist: URL): Promise<Dist> {
  const maps = await mapFiles();
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: fileURLToPath(root),
    entryPoints: ['functions/index.ts', ...maps],
    outdir: fileURLToPath(new URL('functions', dist)),
    outbase: 'functions',
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    // Of a package's two forms the one from which what nobody imports can be left out.
    mainFields: ['module', 'main'],
    minify: true,
    // Names of errors and functions stay readable in logs.
    keepNames: true,
    // Licences are listed in docs/licences.md.
    legalComments: 'none',
    // Packages written for CommonJS look for their files beside themselves, find none, and take their defaults.
    define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
    metafile: true,
    plugins: [leaveOut, shakeZod],
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
  return {
    maps: maps.length,
    inputs: Object.keys(metafile.inputs),
    inputsAtStart: inputsAtStart(metafile.outputs),
  };
}

/** What the entry holds or imports, and so on, but for what is imported only when it is called for. */
function inputsAtStart(outputs: Metafile['outputs']): readonly string[] {
  const chunks = Object.entries(outputs)
    .filter(([, { entryPoint }]) => entryPoint === 'functions/index.ts')
    .map(([path]) => path);
  for (const chunk of chunks) {
    const imports = outputs[chunk]?.imports ?? [];
    const next = imports.filter(({ kind, path }) => kind === 'import-statement' && path in outputs);
    chunks.push(...next.map(({ path }) => path).filter((path) => !chunks.includes(path)));
  }
  return chunks.flatMap((chunk) => Object.keys(outputs[chunk]?.inputs ?? {}));
}

async function mapFiles(): Promise<readonly string[]> {
  const files = await readdir(new URL('functions/', root), { recursive: true });
  return files
    .filter((file) => /\.(map|imported)\.ts$/.test(file))
    .map((file) => `functions/${file.replaceAll('\\', '/')}`)
    .sort();
}
