import type { CounterpartErrorDetails } from './counterpart-error.ts';
import type { Problem } from './problem.ts';

/** The system could not be asked just now, which says nothing of the row: the same question may be answered later. */
export const isAway = (
  kind: CounterpartErrorDetails['kind'] | Problem['kind'],
): kind is 'transient' | 'throttled' | 'unavailable' =>
  kind === 'transient' || kind === 'throttled' || kind === 'unavailable';
