import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { app, type HttpResponseInit } from '@azure/functions';
import { getRuntime } from '../../runtime.ts';
import { signedIn } from '../access/signed-in.ts';
import { RequestError } from '../request-error.ts';
import { consoleFiles } from './console-files.ts';
import { earlyCalls } from './early-calls.ts';
import { page } from './page.ts';

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
    const { bundle, files } = await consoleFiles(consoleFolder);
    if (file !== undefined) {
      const found = files.get(file);
      if (found === undefined) return { status: 404, body: 'There is no such file.' };
      const isSmall = /\bbr\b/.test(request.headers.get('accept-encoding') ?? '');
      return {
        body: isSmall ? found.compressed : await decompress(found.compressed),
        headers: {
          ...safe,
          'Content-Type': found.type,
          ...(isSmall ? { 'Content-Encoding': 'br' } : {}),
          Vary: 'Accept-Encoding',
          // Its name changes with its content.
          'Cache-Control': 'public, max-age=31536000, immutable',
        },
      };
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
      body: page(nonce, bundle, earlyCalls(request.params['path'] ?? '', request.query)),
      headers: {
        ...safe,
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
        'Content-Security-Policy': `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      },
    };
  },
});

/** For whom does not say that it takes compressed files: no browser of today. */
const decompress = promisify(brotliDecompress);

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
