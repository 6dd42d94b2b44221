import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Topology } from '../../infra/local/broker/topology.ts';

const PROGRAM = fileURLToPath(new URL('../../infra/local/broker/broker-process.ts', import.meta.url));
const readySchema = z.object({ port: z.int().positive(), connectionString: z.string() });

/** A folder of its own, removed when the test is finished. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'broker-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** The broker as a process of its own. `kill` is SIGKILL; both resolve with how the process ended. */
export async function startChild(folder: string, topology: Topology) {
  const topologyFile = path.join(folder, 'topology.json');
  writeFileSync(topologyFile, JSON.stringify(topology));
  const file = path.join(folder, 'messages.journal');
  const child = spawn(process.execPath, [PROGRAM, '--topology', topologyFile, '--file', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  const end = (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  onTestFinished(async () => {
    await end('SIGKILL');
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { connectionString } = readySchema.parse(JSON.parse(line));
  return { connectionString, file, kill: () => end('SIGKILL'), terminate: () => end('SIGTERM') };
}
