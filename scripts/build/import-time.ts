import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const rounds = 3;

/** How long a fresh process needs to import a module, in milliseconds: the median of a few. */
export async function importTime(module: string): Promise<number> {
  const times: number[] = [];
  const code = `const start = performance.now(); await import(${JSON.stringify(module)}); process.stdout.write(String(performance.now() - start)); process.exit(0);`;
  for (let round = 0; round < rounds; round++) {
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code]);
    times.push(Number(/[\d.]+$/.exec(stdout)?.[0]));
  }
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? NaN;
}
