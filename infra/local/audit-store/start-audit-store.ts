import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AuditStore {
  readonly connectionString: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** What we use of Azurite's insides: it has no public API for running inside a process. */
interface BlobServer {
  readonly httpServer: Server;
  start(): Promise<void>;
  close(): Promise<void>;
}

const keepAliveSeconds = 5;

/** Account and key that the emulator documents for everyone: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite */
const account = 'devstoreaccount1';
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/**
 * Azurite's blob service in this process, on loopback, in memory, silent. It knows no retention: what a policy keeps in Azure
 * is not shown here.
 *
 * @throws Error (EADDRINUSE) when the port is taken.
 */
export async function startAuditStore({ port = 0 }: { readonly port?: number } = {}): Promise<AuditStore> {
  const server = blobServer(port);
  await server.start();
  const listening = (server.httpServer.address() as AddressInfo).port;
  return {
    port: listening,
    connectionString: [
      'DefaultEndpointsProtocol=http',
      `AccountName=${account}`,
      `AccountKey=${accountKey}`,
      `BlobEndpoint=http://127.0.0.1:${listening}/${account}`,
    ].join(';'),
    stop: async () => {
      const closed = new Promise((resolve) => server.httpServer.once('close', resolve));
      await server.close();
      server.httpServer.closeAllConnections();
      await closed;
    },
  };
}

function blobServer(port: number): BlobServer {
  const require = createRequire(import.meta.url);
  // Loading takes a second: only whoever starts a store pays for it.
  const { default: Configuration } = require('azurite/dist/src/blob/BlobConfiguration.js') as {
    default: new (...parameters: unknown[]) => unknown;
  };
  const { default: Server } = require('azurite/dist/src/blob/BlobServer.js') as {
    default: new (configuration: unknown) => BlobServer;
  };
  const [accessLog, debugLog, loose, skipApiVersionCheck, disableProductStyleUrl, inMemory] = [
    false,
    false,
    false,
    true,
    false,
    true,
  ];
  // prettier-ignore
  const configuration = new Configuration(
    '127.0.0.1', port, keepAliveSeconds, 'unused', 'unused', [], accessLog, undefined, debugLog, undefined,
    loose, skipApiVersionCheck, '', '', '', undefined, disableProductStyleUrl, inMemory,
  );
  return new Server(configuration);
}
