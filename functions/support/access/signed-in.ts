import { userInfo } from 'node:os';
import type { HttpRequest } from '@azure/functions';
import type { SupportSettings } from '../../../shared/settings/support-settings.ts';
import { RequestError } from '../request-error.ts';
import type { Person } from './person.ts';
import { readPrincipal } from './read-principal.ts';

/**
 * The person who is signed in. A principal header is believed only where the platform says that its authentication is
 * switched on: then it removes such headers from outside and writes its own. Everywhere else anybody could send one.
 * assumed(platform-says-sign-in)
 *
 * @throws RequestError (401) when nobody is; (403) when the person has no role here.
 */
export function signedIn({ headers }: HttpRequest, settings: SupportSettings): Person {
  if (settings.signIn === 'local')
    return { name: `${userInfo().username} (local)`, roles: [{ role: 'local', is: 'Support.Admin' }] };
  if (!settings.platformSignsIn)
    throw new RequestError(
      401,
      'Nobody can sign in: App Service authentication is not switched on for this app. An administrator switches it on with Entra ID.',
    );
  const principal = readPrincipal(headers.get('x-ms-client-principal') ?? '');
  if (principal === undefined) throw new RequestError(401, 'Nobody is signed in. Sign in and try again.');
  const roles = settings.roles.filter(({ role }) => principal.roles.includes(role));
  if (roles.length === 0)
    throw new RequestError(
      403,
      `${principal.name} has no role here. An administrator assigns ${settings.roles.map(({ role }) => role).join(', ')} in Entra ID.`,
    );
  return { name: principal.name, roles };
}
