import type { TokenCredential } from '@azure/core-auth';
import type { Settings } from './settings.ts';

/**
 * The identity by which both systems are asked; undefined: without a token. Its package is loaded only where it is used:
 * the sandboxes need none, and it is slow to load.
 */
export async function credentialOf(
  settings: Pick<Settings, 'authentication' | 'managedIdentityClientId'>,
): Promise<TokenCredential | undefined> {
  if (settings.authentication === 'none') return undefined;
  const { DefaultAzureCredential } = await import('@azure/identity');
  const clientId = settings.managedIdentityClientId;
  return new DefaultAzureCredential(clientId === undefined ? {} : { managedIdentityClientId: clientId });
}
