import {
  ServiceProtection,
  documentedProtection,
} from '../../../infra/local/dataverse/web/service-protection.ts';

/** What a call was answered when it was too much. */
export class ThrottledError extends Error {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super(`429: retry after ${String(retryAfterMs / 1_000)} s`);
    this.retryAfterMs = retryAfterMs;
  }
}

export interface Server {
  /** @throws ThrottledError */
  call(): Promise<void>;
  calls(): number;
  refused(): number;
}

/** How long an answer takes, a refusal as well. */
const answerMs = 100;

/**
 * Dataverse's documented limits on a clock that stands still until it is moved. The window is full: its 6,000 requests
 * came evenly over the last five minutes, so that 20 a second become free.
 */
export function fullServer(): Server {
  const { requests, windowSeconds } = documentedProtection;
  const protection = new ServiceProtection(documentedProtection);
  const now = Date.now();
  for (let past = 0; past < requests; past++) {
    const at = now - windowSeconds * 1_000 * (1 - (past + 1) / requests);
    protection.enter('app', at)(at);
  }
  let calls = 0;
  return {
    async call() {
      calls++;
      let answered: (now: number) => void;
      try {
        answered = protection.enter('app', Date.now());
      } catch (error) {
        await new Promise((resolve) => setTimeout(resolve, answerMs));
        const { headers } = error as { readonly headers: Readonly<Record<string, string>> };
        throw new ThrottledError(Number(headers['retry-after']) * 1_000);
      }
      await new Promise((resolve) => setTimeout(resolve, answerMs));
      answered(Date.now());
    },
    calls: () => calls,
    refused: () => protection.refused,
  };
}
