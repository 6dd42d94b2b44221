import { CounterpartError } from '../sync/counterpart-error.ts';
import { isPassing } from './is-passing.ts';

const mostTries = 3;
const pauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Does something again while the system is away or busy: a few times, each after as long as the system asks for.
 *
 * @throws whatever the last try threw.
 */
export async function patiently(
  work: () => Promise<unknown>,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<void> {
  for (let tries = 1; ; tries += 1)
    try {
      await work();
      return;
    } catch (error) {
      if (tries >= mostTries || !(error instanceof CounterpartError) || !isPassing(error.details))
        throw error;
      await sleep(Math.min(error.details.retryAfterMs ?? pauseMs, longestPauseMs));
    }
}
