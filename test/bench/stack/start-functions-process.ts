import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startChild, type Child } from './start-child.ts';

export interface FunctionsProcess {
  readonly pid: number;
  /** Address of one of its HTTP functions, key included. */
  endpoint(route: string): string;
  lastLines: Child['lastLines'];
  stop(): Promise<void>;
}

const key = 'bench';

/**
 * A functions host with the project's host.json.
 *
 * @param entry module that registers the functions, relative to the project's root.
 */
export async function startFunctionsProcess(
  entry: string,
  settings: Readonly<Record<string, string>>,
): Promise<FunctionsProcess> {
  const child = await startChild(
    'infra/local/functions-host/functions-host-process.ts',
    ['--entry', fileURLToPath(new URL(`../../../${entry}`, import.meta.url))],
    { ...settings, FUNCTIONS_KEYS: key },
  );
  const { url } = z.object({ url: z.string() }).parse(child.ready);
  return {
    pid: child.pid,
    endpoint: (route) => `${url}/api/${route}?code=${key}`,
    lastLines: () => child.lastLines(),
    stop: () => child.stop(),
  };
}
