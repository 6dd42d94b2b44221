import type { TokenCredential } from '@azure/core-auth';
import type { SystemSettings } from './settings.ts';

/**
 * What signs requests to the two systems and to Azure; undefined where they carry no token. In Azure the app's own identity,
 * elsewhere whoever is signed in. Loaded only where it is used: the sandboxes need no token, and the package is slow to load.
 */
export async function credentialOf(
  settings: Pick<SystemSettings, 'authentication' | 'managedIdentityClientId'>,
): Promise<TokenCredential | undefined> {
  if (settings.authentication === 'none') return undefined;
  const { DefaultAzureCredential } = await import('./azure-identity.ts');
  const clientId = settings.managedIdentityClientId;
  return new DefaultAzureCredential(clientId === undefined ? {} : { managedIdentityClientId: clientId });
}
