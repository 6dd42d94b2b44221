import { WebApiError } from './web-api-error.ts';

/** What one user may ask of one web server within a sliding window. */
export interface Protection {
  readonly requests: number;
  readonly executionSeconds: number;
  readonly concurrent: number;
  readonly windowSeconds: number;
}

/**
 * The limits that the platform documents.
 *
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/api-limits
 */
export const documentedProtection: Protection = {
  requests: 6_000,
  executionSeconds: 1_200,
  concurrent: 52,
  windowSeconds: 300,
};

interface Spent {
  readonly at: number;
  readonly seconds: number;
}

/**
 * Counts what each user asks and refuses what is too much, with the platform's codes. Assumed, for it is not documented:
 * Retry-After ends when the oldest request leaves the window, and what was refused is not counted.
 */
export class ServiceProtection {
  readonly #limits: Protection;
  readonly #users = new Map<string, { underWay: number; spent: Spent[]; seconds: number }>();
  #refused = 0;

  constructor(limits: Protection) {
    this.#limits = limits;
  }

  /** Requests that were refused so far. */
  get refused(): number {
    return this.#refused;
  }

  /**
   * Lets a request of a user in.
   *
   * @param now milliseconds of a clock that never goes back.
   * @returns to be called with the clock's time when it was answered.
   * @throws WebApiError 429 when a limit is reached.
   */
  enter(user: string, now: number): (answered: number) => void {
    const { requests, executionSeconds, concurrent, windowSeconds } = this.#limits;
    const used = this.#users.get(user) ?? { underWay: 0, spent: [], seconds: 0 };
    this.#users.set(user, used);
    while (used.spent[0] !== undefined && used.spent[0].at <= now - windowSeconds * 1_000)
      used.seconds -= used.spent.shift()?.seconds ?? 0;
    const untilOldestLeaves = ((used.spent[0]?.at ?? now) + windowSeconds * 1_000 - now) / 1_000;
    if (used.underWay >= concurrent)
      throw this.#refusal(
        '0x80072326',
        `Number of concurrent requests exceeded the limit of ${concurrent}.`,
        1,
      );
    if (used.spent.length + used.underWay >= requests)
      throw this.#refusal(
        '0x80072322',
        `Number of requests exceeded the limit of ${requests} over time window of ${windowSeconds} seconds.`,
        untilOldestLeaves,
      );
    if (used.seconds >= executionSeconds)
      throw this.#refusal(
        '0x80072321',
        `Combined execution time of incoming requests exceeded limit of ${executionSeconds * 1_000} milliseconds over time window of ${windowSeconds} seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.`,
        untilOldestLeaves,
      );
    used.underWay++;
    return (answered) => {
      used.underWay--;
      const seconds = (answered - now) / 1_000;
      used.spent.push({ at: answered, seconds });
      used.seconds += seconds;
    };
  }

  #refusal(code: string, text: string, seconds: number): WebApiError {
    this.#refused++;
    return new WebApiError(429, code, text, { 'retry-after': String(Math.max(1, Math.ceil(seconds))) });
  }
}
