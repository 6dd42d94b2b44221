import { CounterpartError, type CounterpartErrorDetails } from '../sync/counterpart-error.ts';
import { telling } from './telling.ts';

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
    return telling(error.details);
  }
}
