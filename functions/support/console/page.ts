/**
 * The console's one page. Nothing inline but styles of the component library, which carry the nonce.
 *
 * @param nonce of this answer.
 */
export const page = (nonce: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="csp-nonce" content="${nonce}" />
    <title>Sync support</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/api/support/console/assets/console.css" />
  </head>
  <body>
    <div id="console"></div>
    <noscript>The console needs JavaScript.</noscript>
    <script type="module" src="/api/support/console/assets/console.js"></script>
  </body>
</html>
`;
