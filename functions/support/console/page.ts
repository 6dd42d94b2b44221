import type { ConsoleBundle } from './console-bundle.ts';

const home = '/api/support/console';
const assets = `${home}/assets`;

/**
 * The console's one page. Nothing inline but styles of the component library, which carry the nonce.
 *
 * @param nonce of this answer.
 * @param calls of the API that it will ask for, as `earlyCalls` tells them.
 */
export const page = (
  nonce: string,
  { script, style }: ConsoleBundle,
  calls: readonly string[],
): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="csp-nonce" content="${nonce}" />
    <title>Sync support</title>
    <link rel="icon" href="data:," />
    ${calls.map((call) => `<link rel="preload" as="fetch" crossorigin="anonymous" href="${home}/api/${escaped(call)}" />`).join('\n    ')}
    <script type="module" src="${assets}/${script}"></script>
    <link rel="stylesheet" href="${assets}/${style}" />
  </head>
  <body>
    <div id="console"></div>
    <noscript>The console needs JavaScript.</noscript>
  </body>
</html>
`;

/** A path with a query, as an attribute: it carries what somebody put into the address. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
