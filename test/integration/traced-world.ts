import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEnvironment, type Environment } from '../../infra/local/environment.ts';

export interface ExportedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly id: string;
  readonly parentId?: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly status: { readonly code: number };
  readonly start: readonly [number, number];
  readonly milliseconds: number;
}

export interface TracedWorld {
  readonly environment: Environment;
  /** Spans that left the process, in the order in which they ended. */
  spans(): Promise<readonly ExportedSpan[]>;
  /** Everything that left the process or was printed. */
  everything(): Promise<string>;
  stop(): Promise<void>;
}

/** All embedded systems, with functions whose telemetry goes into a file. */
export async function openTracedWorld(settings: Readonly<Record<string, string>> = {}): Promise<TracedWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'traced-'));
  const file = join(folder, 'exported.jsonl');
  // There before the first export.
  await writeFile(file, '');
  const log: string[] = [];
  const environment = await startEnvironment({
    financeEvents: 'off',
    writeBack: 'standard',
    dataverseEndpoint: 'webhook',
    entry: fileURLToPath(new URL('fixtures/traced-functions.ts', import.meta.url)),
    log: (line) => log.push(line),
    settings: { EXPORT_FILE: file, RECONCILE_SCHEDULE: '0 0 0 1 1 *', ...settings },
  });
  const exported = (): Promise<string> => readFile(file, 'utf8');
  return {
    environment,
    spans: async () =>
      (await exported())
        .split('\n')
        // What follows the last end of a line is empty, or not written to its end yet.
        .slice(0, -1)
        .map((line) => JSON.parse(line) as ExportedSpan & { readonly kind: string })
        .filter(({ kind }) => kind === 'span'),
    everything: async () => `${log.join('\n')}\n${await exported()}`,
    stop: async () => {
      await environment.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
