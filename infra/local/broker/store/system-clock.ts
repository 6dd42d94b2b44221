import type { Clock } from './clock.ts';

/** setTimeout takes a signed 32-bit delay and fires at once when given more. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, Math.min(Math.max(milliseconds, 1), LONGEST_TIMEOUT_MS));
    return () => clearTimeout(timer);
  },
};
