import type { CounterpartErrorDetails } from '../sync/counterpart-error.ts';
import { NotSettled } from './not-settled.ts';

/**
 * Whether a refused POST says something about the set: not when it names a field, or a cause that the test row itself
 * may have.
 *
 * @throws NotSettled when there is no set of this name.
 */
export function refusesSet({ cause, field, text }: CounterpartErrorDetails, set: string): boolean {
  if (cause === 'unknown-column') throw new NotSettled(`There is no set ${set} as we write to it: ${text}`);
  return field === undefined && (cause === 'unexpected' || cause === 'stage-refuses');
}
