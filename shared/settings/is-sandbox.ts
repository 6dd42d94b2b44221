/**
 * Whether the app talks to the embedded systems: both are addressed on this machine's own loopback, and no request
 * carries a token. No setting says so by itself. To take a real environment for a sandbox somebody would have to relay
 * both of its addresses over loopback and have it answer callers who do not say who they are, which no environment of
 * Dataverse or Finance does.
 */
export const isSandbox = (
  dataverseUrl: string,
  financeUrl: string,
  authentication: 'managed-identity' | 'none',
): boolean => authentication === 'none' && isLoopback(dataverseUrl) && isLoopback(financeUrl);

/** By the address itself: a name other than localhost may lead anywhere. */
const isLoopback = (url: string): boolean =>
  URL.canParse(url) && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
