import type { AccessToken, TokenCredential } from '@azure/core-auth';
import { bearerTokenAuthenticationPolicy, type PipelinePolicy } from '@azure/core-rest-pipeline';
import { NoAnswerError } from './no-answer-error.ts';

/**
 * Sends the access token of an environment (`<url>/.default`). After a 401 the kept token is forgotten and the request
 * sent once more with a new one: a 401 says that nothing was done. A second 401 is passed on.
 */
export function authorise(credential: TokenCredential, url: string): PipelinePolicy {
  const fresh = (): PipelinePolicy =>
    bearerTokenAuthenticationPolicy({
      credential: { getToken: (scopes, options) => getToken(credential, scopes, options) },
      scopes: `${new URL(url).origin}/.default`,
    });
  let bearer = fresh();
  return {
    name: 'authorise',
    async sendRequest(request, next) {
      const used = bearer;
      const answer = await used.sendRequest(request, next);
      if (answer.status !== 401) return answer;
      if (bearer === used) bearer = fresh();
      return bearer.sendRequest(request, next);
    },
  };
}

/** @throws NoAnswerError `no-token` when Entra refused us, `unreachable` when it did not answer. */
async function getToken(
  credential: TokenCredential,
  ...[scopes, options]: Parameters<TokenCredential['getToken']>
): Promise<AccessToken | null> {
  try {
    return await credential.getToken(scopes, options);
  } catch (error) {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : undefined;
    const refused =
      error instanceof Error &&
      /^(AuthenticationError|AggregateAuthenticationError|AuthenticationRequiredError|CredentialUnavailableError)$/.test(
        error.name,
      ) &&
      !(status !== undefined && (status === 429 || status >= 500));
    const text = error instanceof Error ? error.message : String(error);
    throw new NoAnswerError(refused ? 'no-token' : 'unreachable', `No access token: ${text}`, {
      cause: error,
    });
  }
}
