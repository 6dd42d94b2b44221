import { CounterpartError, type CounterpartErrorDetails } from '../sync/counterpart-error.ts';
import { NotSettled } from './not-settled.ts';

/** Failures that say nothing about what was asked. */
const passing: readonly CounterpartErrorDetails['kind'][] = ['transient', 'throttled', 'unavailable'];

/**
 * How a call of our clients failed; undefined when it did not.
 *
 * @throws NotSettled when the system was away, busy or did not let us in.
 */
export async function failureOf(call: Promise<unknown>): Promise<CounterpartErrorDetails | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (!(error instanceof CounterpartError)) throw error;
    const { kind, cause, text, hint } = error.details;
    if (passing.includes(kind) || cause === 'unauthorised' || cause === 'access-denied')
      throw new NotSettled(hint === undefined ? text : `${text} ${hint}`);
    return error.details;
  }
}
