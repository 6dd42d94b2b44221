import { createRequire } from 'node:module';
import { keepAliveSeconds, listening, type AzuriteServer, type Listening } from '../azurite/listening.ts';

export type AuditStore = Listening;

/**
 * Azurite's blob service in this process, on loopback, in memory, silent. It knows no retention: what a policy keeps in Azure
 * is not shown here.
 *
 * @throws Error (EADDRINUSE) when the port is taken.
 */
export async function startAuditStore({ port = 0 }: { readonly port?: number } = {}): Promise<AuditStore> {
  const server = blobServer(port);
  await server.start();
  return listening(server, 'BlobEndpoint');
}

function blobServer(port: number): AzuriteServer {
  const require = createRequire(import.meta.url);
  // Loading takes a second: only whoever starts a store pays for it.
  const { default: Configuration } = require('azurite/dist/src/blob/BlobConfiguration.js') as {
    default: new (...parameters: unknown[]) => unknown;
  };
  const { default: Server } = require('azurite/dist/src/blob/BlobServer.js') as {
    default: new (configuration: unknown) => AzuriteServer;
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
