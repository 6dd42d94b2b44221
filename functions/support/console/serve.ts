import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { app, type HttpResponseInit } from '@azure/functions';
import { getRuntime } from '../../runtime.ts';
import { signedIn } from '../access/signed-in.ts';
import { RequestError } from '../request-error.ts';
import { page } from './page.ts';

/** The files of the bundle, and nothing else of the folder. */
const types: Readonly<Record<string, string>> = {
  'console.js': 'text/javascript; charset=utf-8',
  'console.css': 'text/css; charset=utf-8',
};

/**
 * The console: `GET /api/support/console/…`. Every address is the same page, which reads its address; files of the
 * bundle lie under `assets/`. They hold no data, so everybody may have them; who is not signed in is sent to sign in.
 */
app.http('console', {
  route: 'support/console/{*path}',
  methods: ['GET'],
  authLevel: 'anonymous',
  handler: async (request): Promise<HttpResponseInit> => {
    const { settings, consoleFolder } = await getRuntime();
    const [, file] = /^assets\/([\w.-]+)$/.exec(request.params['path'] ?? '') ?? [];
    const type = file === undefined ? undefined : types[file];
    if (file !== undefined && type === undefined) return { status: 404, body: 'There is no such file.' };
    if (file !== undefined && type !== undefined) {
      const body = await readFile(new URL(file, pathToFileURL(`${consoleFolder}/`)));
      return { body, headers: { ...safe, 'Content-Type': type, 'Cache-Control': 'no-cache' } };
    }
    try {
      signedIn(request, settings.support);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (error.status === 401 && settings.support.platformSignsIn) return signIn(request.url);
      return {
        status: error.status,
        body: error.message,
        headers: { ...safe, 'Content-Type': 'text/plain' },
      };
    }
    const nonce = randomBytes(16).toString('base64');
    return {
      body: page(nonce),
      headers: {
        ...safe,
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
        'Content-Security-Policy': `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      },
    };
  },
});

const safe = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
};

/** Entra ID's sign-in of the platform, and back to the address that was asked for. */
function signIn(asked: string): HttpResponseInit {
  const { pathname, search } = new URL(asked);
  const back = encodeURIComponent(`${pathname}${search}`);
  return { status: 302, headers: { Location: `/.auth/login/aad?post_login_redirect_uri=${back}` } };
}
