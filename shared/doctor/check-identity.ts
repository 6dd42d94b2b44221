import type { TokenCredential } from '@azure/core-auth';
import { ok, wrong, type Diagnosis } from './diagnosis.ts';

/** Whether a token can be had for each system; the sandboxes take none. */
export async function checkIdentity(
  credential: TokenCredential | undefined,
  systems: Readonly<Record<string, string>>,
  sandbox: boolean,
): Promise<readonly Diagnosis[]> {
  if (credential === undefined)
    return sandbox
      ? [ok('identity', 'The sandboxes take requests without a token.')]
      : [
          wrong(
            'identity',
            'AUTHENTICATION is none, and the systems are no sandboxes: they answer nobody.',
            'Set AUTHENTICATION to managed-identity.',
          ),
        ];
  return Promise.all(
    Object.entries(systems).map(async ([name, url]) => {
      const scope = `${new URL(url).origin}/.default`;
      try {
        await credential.getToken(scope);
        return ok('identity', `There is a token for ${name}.`);
      } catch (error) {
        const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
        return wrong(
          'identity',
          `There is no token for ${name} (${scope}): ${text}`,
          'In Azure: MANAGED_IDENTITY_CLIENT_ID must be the client id of an identity of the app. At a terminal: az login.',
        );
      }
    }),
  );
}
