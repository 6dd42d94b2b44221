import type { CounterpartErrorDetails } from '../sync/counterpart-error.ts';
import { isPassing } from './is-passing.ts';
import { NotSettled } from './not-settled.ts';

/**
 * A failure that says something about what was asked.
 *
 * @throws NotSettled when the system was away, busy or did not let us in.
 */
export function telling(failure: CounterpartErrorDetails): CounterpartErrorDetails {
  const { cause, text, hint } = failure;
  if (isPassing(failure) || cause === 'unauthorised' || cause === 'access-denied')
    throw new NotSettled(hint === undefined ? text : `${text} ${hint}`);
  return failure;
}
