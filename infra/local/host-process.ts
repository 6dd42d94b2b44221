import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The functions host as a process of its own, so that it can be killed like the real one. */
export interface HostProcess {
  readonly url: string;
  /** SIGTERM: running invocations finish. */
  stop(): Promise<void>;
  /** SIGKILL: nothing finishes. */
  kill(): Promise<void>;
}

/**
 * Starts the functions host and waits for its first line, which carries its address.
 *
 * @throws Error with what the host printed when it ends instead.
 */
export async function startHostProcess(
  settings: Readonly<Record<string, string>>,
  log: (line: string) => void,
  { port = 0, entry }: { readonly port?: number; readonly entry?: string } = {},
): Promise<HostProcess> {
  const main = fileURLToPath(new URL('./functions-host/functions-host-process.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    [main, '--port', String(port), ...(entry === undefined ? [] : ['--entry', entry])],
    {
      env: { ...process.env, ...settings },
      // The channel tells the host when we are gone, however we ended.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('The functions host has no output to read.');
  const exited = once(child, 'exit');
  const printed: string[] = [];
  createInterface({ input: stderr }).on('line', (line) => {
    printed.push(line);
    log(line);
  });
  const lines = createInterface({ input: stdout });
  const ready = new Promise<string>((resolve, reject) => {
    let url: string | undefined;
    lines.on('line', (line) => {
      if (url === undefined && line.startsWith('{')) {
        url = (JSON.parse(line) as { url: string }).url;
        resolve(url);
      } else {
        printed.push(line);
        log(line);
      }
    });
    void exited.then(() =>
      reject(new Error(`The functions host ended while starting:\n${printed.slice(-20).join('\n')}`)),
    );
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  return { url: await ready, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
