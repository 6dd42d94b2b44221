import { mkdir } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { keepAliveSeconds, listening, type AzuriteServer, type Listening } from '../azurite/listening.ts';
import { findByKey, type EntityStore } from './find-by-key.ts';

export interface LedgerStoreOptions {
  /** A free one when not given. */
  readonly port?: number;
  /** Keeps the tables on disk; without it they are gone with the store. */
  readonly folder?: string;
}

/** When its `stop` returns, what was acknowledged is on disk. */
export type LedgerStore = Listening;

interface TableServer extends AzuriteServer {
  readonly metadataStore: EntityStore & {
    readonly db: { autosaveInterval: number; autosaveDisable(): void; autosaveEnable(): void };
  };
}

/** Azurite saves every 5 s; a store that is killed must not forget that much. */
const saveEveryMs = 250;

/**
 * Azurite's table service in this process, on loopback, silent.
 *
 * @throws Error (EADDRINUSE) when the port is taken.
 */
export async function startLedgerStore({ port = 0, folder }: LedgerStoreOptions = {}): Promise<LedgerStore> {
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  const server = tableServer(port, folder === undefined ? undefined : join(folder, 'tables.json'));
  findByKey(server.metadataStore);
  server.httpServer.prependListener('request', readWholeCharacters);
  await server.start();
  if (folder !== undefined) saveOften(server);
  return listening(server, 'TableEndpoint');
}

function tableServer(port: number, file: string | undefined): TableServer {
  const require = createRequire(import.meta.url);
  // Loading takes a second: only whoever starts a store pays for it.
  const { default: Configuration } = require('azurite/dist/src/table/TableConfiguration.js') as {
    default: new (...parameters: unknown[]) => unknown;
  };
  const { default: Server } = require('azurite/dist/src/table/TableServer.js') as {
    default: new (configuration: unknown) => TableServer;
  };
  const [debugLog, accessLog, loose, skipApiVersionCheck, disableProductStyleUrl] = [
    false,
    false,
    false,
    true,
    false,
  ];
  const inMemory = file === undefined;
  // prettier-ignore
  const configuration = new Configuration(
    '127.0.0.1', port, keepAliveSeconds, file ?? 'unused', debugLog, accessLog, undefined, undefined,
    loose, skipApiVersionCheck, '', '', '', undefined, disableProductStyleUrl, inMemory,
  );
  return new Server(configuration);
}

/**
 * Azurite turns each chunk of a single operation's body into text by itself, which breaks characters that lie across
 * two chunks. A transaction it reads as one buffer.
 */
function readWholeCharacters(request: IncomingMessage): void {
  if (request.url?.includes('$batch') !== true) request.setEncoding('utf8');
}

function saveOften({ metadataStore: { db } }: TableServer): void {
  db.autosaveDisable();
  db.autosaveInterval = saveEveryMs;
  db.autosaveEnable();
}
