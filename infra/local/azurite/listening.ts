import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service of Azurite that has started. */
export interface Listening {
  readonly connectionString: string;
  readonly port: number;
  /** Drops every connection. */
  readonly stop: () => Promise<void>;
}

/** What we use of the insides of each of Azurite's services: it has no public API for running inside a process. */
export interface AzuriteServer {
  readonly httpServer: Server;
  start(): Promise<void>;
  close(): Promise<void>;
}

export const keepAliveSeconds = 5;

/** Account and key that the emulator documents for everyone: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite */
const account = 'devstoreaccount1';
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** How a started service is reached on loopback, and ended. */
export function listening(server: AzuriteServer, endpoint: 'BlobEndpoint' | 'TableEndpoint'): Listening {
  const { port } = server.httpServer.address() as AddressInfo;
  return {
    port,
    connectionString: [
      'DefaultEndpointsProtocol=http',
      `AccountName=${account}`,
      `AccountKey=${accountKey}`,
      `${endpoint}=http://127.0.0.1:${port}/${account}`,
    ].join(';'),
    stop: async () => {
      const closed = new Promise((resolve) => server.httpServer.once('close', resolve));
      await server.close();
      server.httpServer.closeAllConnections();
      await closed;
    },
  };
}
