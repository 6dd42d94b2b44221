import type { Gate } from './gates/gate.ts';
import type { Problem } from './problem.ts';
import type { Timing } from './timing.ts';

/** What follows a failed attempt. */
export type Recovery =
  | { readonly do: 'retry'; readonly afterMs: number }
  | { readonly do: 'wait'; readonly afterMs: number }
  /** Left before a breaker or a pause, which sends it on. */
  | { readonly do: 'park'; readonly gate: Gate }
  | { readonly do: 'reject' };

/**
 * Decides what follows a problem. Pure.
 *
 * @param tries attempts of this chain so far, 1 for the first.
 * @param random number from 0 up to 1, for jitter.
 */
export function recover(
  problem: Problem,
  tries: number,
  timing: Timing,
  random: number,
): Exclude<Recovery, { do: 'park' }> {
  switch (problem.kind) {
    case 'rejected':
      return { do: 'reject' };
    case 'waiting':
      return { do: 'wait', afterMs: jitter(step(timing.recheckMs, tries), random) };
    case 'transient':
      if (elapsed(timing.retryMs, tries) >= timing.giveUpMs) return { do: 'reject' };
      return { do: 'retry', afterMs: jitter(step(timing.retryMs, tries), random) };
    case 'throttled':
    case 'unavailable':
    case 'misconfigured': {
      // The system is away, not the record at fault: it is never rejected for that, and nobody comes back too early.
      const wait = jitter(step(timing.retryMs.slice(0, longOutage), tries), random);
      return { do: 'retry', afterMs: Math.max(problem.retryAfterMs ?? 0, 0) + wait };
    }
  }
}

/** While a system is away the delay stops growing here, so that all is drained soon after it is back. */
const longOutage = 4;

/** The delay of a try; the last one repeats. */
const step = (delays: readonly number[], tries: number): number =>
  delays[Math.min(tries, delays.length) - 1] ?? 0;

/** Time that a chain of so many tries has taken. */
const elapsed = (delays: readonly number[], tries: number): number =>
  Array.from({ length: tries - 1 }, (_, index) => step(delays, index + 1)).reduce(
    (sum, delay) => sum + delay,
    0,
  );

/** Between 80 % and 120 %, so that what failed together does not come back together. */
const jitter = (milliseconds: number, random: number): number =>
  Math.round(milliseconds * (0.8 + 0.4 * random));
