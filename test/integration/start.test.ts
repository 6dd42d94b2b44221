import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const start = fileURLToPath(new URL('../../infra/local/start.ts', import.meta.url));
const run = promisify(execFile);

interface Failed {
  readonly code: number;
  readonly stderr: string;
}

describe('npm start', () => {
  it('plays the story once, prints it for machines and ends with 0', { timeout: 240_000 }, async () => {
    const { stdout } = await run(process.execPath, [start, '--once', '--json']);
    const told = JSON.parse(stdout) as {
      wrong: unknown[];
      landed: { where: string; milliseconds: number }[];
    };
    expect(told.wrong).toEqual([]);
    expect(told.landed.map((landed) => landed.where)).toContain('Finance ProjectContractHeaders');
  });

  it('says what a wrong option must be and starts nothing', async () => {
    const failed = await run(process.execPath, [start, '--finance-events', 'maybe']).then(
      () => undefined,
      (error: unknown) => error as Failed,
    );
    expect(failed?.code).toBe(2);
    expect(failed?.stderr).toContain('--finance-events must be on or off');
  });

  it('ends everything on Ctrl-C, the functions host included', { timeout: 240_000 }, async () => {
    const child = spawn(process.execPath, [start], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    let functions = '';
    for await (const line of createInterface({ input: child.stdout })) {
      functions ||= /^functions\s+(\S+)\/api\//.exec(line)?.[1] ?? '';
      if (line.includes('Ctrl-C')) break;
    }
    expect((await fetch(`${functions}/api/support/open`)).status).toBe(401);
    child.kill('SIGINT');
    await exited;
    await expect(fetch(`${functions}/api/support/open`)).rejects.toThrow();
  });
});
