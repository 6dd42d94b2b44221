import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A part in a process of its own, as it would run for itself. */
export interface Child {
  readonly pid: number;
  /** What it printed when it was ready. */
  readonly ready: unknown;
  /** Its last lines: what to read when something does not come. */
  lastLines(): string;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
}

const keptLines = 30;

/**
 * Starts a module that prints one line of JSON when it is ready and ends on SIGTERM.
 *
 * @param module relative to the project's root.
 * @throws Error with what it printed when it ends before it is ready.
 */
export async function startChild(
  module: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const main = fileURLToPath(new URL(`../../../${module}`, import.meta.url));
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const killed = (): boolean => child.kill('SIGKILL');
  process.once('exit', killed);
  const printed: string[] = [];
  const keep = (line: string): void => {
    printed.push(line);
    if (printed.length > keptLines) printed.shift();
  };
  createInterface({ input: child.stderr }).on('line', keep);
  const ready = await new Promise<unknown>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) resolve(JSON.parse(line));
      keep(line);
    });
    void exited.then(() => reject(new Error(`${module} ended while starting:\n${printed.join('\n')}`)));
  });
  return {
    pid: child.pid ?? 0,
    ready,
    lastLines: () => printed.join('\n'),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exited;
      process.off('exit', killed);
    },
  };
}
