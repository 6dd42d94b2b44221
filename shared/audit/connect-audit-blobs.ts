import type { TokenCredential } from '@azure/core-auth';
import { isRestError } from '@azure/core-rest-pipeline';
import { AuditBlobError } from './audit-blob-error.ts';
import type { AuditBlobs } from './audit-blobs.ts';

/** Where the blobs are: an account by its connection string, or by its blob endpoint and an identity. */
export type AuditConnection =
  { readonly connectionString: string } | { readonly url: string; readonly credential: TokenCredential };

/** Name of the container; infra/azure/storage.bicep makes it, with its retention. */
const auditContainer = 'audit';

/**
 * One append blob a day, `2026/11/28.jsonl`, on Azure Blob Storage. The package is loaded at first use: it is slow to load.
 *
 * The container is made where a connection string names the store, which is the embedded one: in Azure one without its
 * retention would be no audit.
 *
 * @param makes false: the container is not made even there, since whoever asks only looks.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/append-block
 * @see https://learn.microsoft.com/azure/storage/blobs/immutable-container-level-worm-policies#allow-protected-append-blobs-writes
 */
export function connectAuditBlobs(
  connection: AuditConnection,
  { makes } = { makes: 'connectionString' in connection },
): AuditBlobs {
  let container: Promise<Awaited<ReturnType<typeof open>>> | undefined;
  const opened = (): ReturnType<typeof open> =>
    (container ??= open(connection, makes).catch((error: unknown) => {
      container = undefined;
      throw error;
    }));
  const blobOf = async (day: string) =>
    (await opened()).getAppendBlobClient(`${day.replaceAll('-', '/')}.jsonl`);
  return {
    read: (day, from) =>
      call(`read the audit of ${day}`, async () => {
        const blob = await blobOf(day);
        const length = await lengthOf(blob);
        if (length <= from) return { text: '', length };
        const bytes = await blob.downloadToBuffer(from, length - from);
        return { text: bytes.toString('utf8'), length };
      }),
    append: (day, position, text) =>
      call(`append to the audit of ${day}`, async () => {
        const blob = await blobOf(day);
        await blob.createIfNotExists({
          blobHTTPHeaders: { blobContentType: 'application/x-ndjson; charset=utf-8' },
        });
        try {
          await blob.appendBlock(text, Buffer.byteLength(text), { conditions: { appendPosition: position } });
          return true;
        } catch (error) {
          // Somebody was faster; or it was us, and the answer was lost.
          if (isRestError(error) && error.statusCode === 412) return false;
          throw error;
        }
      }),
    exists: () => call('look for the container of the audit', async () => (await opened()).exists()),
  };
}

async function open(connection: AuditConnection, makes: boolean) {
  const { ContainerClient } = await import('./storage-blob.ts');
  const options = { retryOptions: { maxTries: 2, tryTimeoutInMs: 10_000, retryDelayInMs: 500 } };
  if (!('connectionString' in connection))
    return new ContainerClient(
      `${connection.url.replace(/\/$/, '')}/${auditContainer}`,
      connection.credential,
      options,
    );
  const container = new ContainerClient(connection.connectionString, auditContainer, options);
  if (makes) await call('make the container of the audit', () => container.createIfNotExists());
  return container;
}

async function lengthOf(blob: {
  getProperties: () => Promise<{ readonly contentLength?: number }>;
}): Promise<number> {
  try {
    return (await blob.getProperties()).contentLength ?? 0;
  } catch (error) {
    // Where the container itself is missing, appending says so.
    if (isRestError(error) && error.statusCode === 404) return 0;
    throw error;
  }
}

async function call<T>(does: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof AuditBlobError ? error : new AuditBlobError(does, error);
  }
}
