import { WebApiError } from '../web/web-api-error.ts';
import { mode, type Mode } from './mode.ts';

/** Thrown where the sandbox must end the connection instead of answering. */
export class ConnectionLost extends Error {}

const writes = ['POST', 'PATCH', 'PUT', 'DELETE'];

/** How the sandbox behaves just now. */
export class ModeSwitch {
  #mode: Mode = mode.parse({ mode: 'normal' });
  #left: number | undefined;

  set(next: Mode): void {
    this.#mode = next;
    this.#left = next.times;
  }

  /** The mode that a request meets; counts down a mode that lasts for some requests only. */
  meets(method: string, set: string): Mode['mode'] {
    const { sets, writesOnly } = this.#mode;
    if (this.#mode.mode === 'normal') return 'normal';
    if (writesOnly && !(writes.includes(method) && set !== '$batch')) return 'normal';
    if (sets !== undefined && !sets.includes(set)) return 'normal';
    if (this.#left !== undefined) {
      if (this.#left === 0) return 'normal';
      this.#left -= 1;
    }
    return this.#mode.mode;
  }

  get milliseconds(): number {
    return this.#mode.milliseconds;
  }

  /** What `throttled` and `failing` answer. */
  refusal(kind: 'throttled' | 'failing', now: Date): WebApiError {
    if (kind === 'failing') return new WebApiError(this.#mode.status, '', 'The sandbox was told to fail.');
    const { retryAfterForm, retryAfterSeconds } = this.#mode;
    const after: Record<string, string> =
      retryAfterForm === 'none'
        ? {}
        : {
            'retry-after':
              retryAfterForm === 'seconds'
                ? String(retryAfterSeconds)
                : new Date(now.getTime() + retryAfterSeconds * 1000).toUTCString(),
          };
    return new WebApiError(
      429,
      '0x80072322',
      'Number of requests exceeded the limit of 6000 over time window of 300 seconds.',
      after,
    );
  }
}
