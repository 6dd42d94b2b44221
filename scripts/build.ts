import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDist } from './build/build-dist.ts';
import { importTime } from './build/import-time.ts';

/**
 * `npm run build`: makes `dist/`, what Azure runs, or another folder that is named (`node scripts/build.ts FOLDER/`), and
 * says how large it is and how long a cold start reads it.
 */
const folder = process.argv[2] ?? 'dist/';
const dist = new URL(folder, new URL('../', import.meta.url));
const { maps } = await buildDist(dist);

const entries = await readdir(dist, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile());
const sizes = await Promise.all(
  files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
);
const bytes = sizes.reduce((sum, size) => sum + size, 0);
console.log(`${folder}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${maps} map files`);

const [library, all] = [
  await importTime('@azure/functions'),
  await importTime(fileURLToPath(new URL('functions/index.js', dist))),
];
console.log(`import: ${Math.round(all)} ms, of which @azure/functions alone ${Math.round(library)} ms`);
