import { CounterpartError, type CounterpartErrorDetails } from '../sync/counterpart-error.ts';
import { NoAnswerError } from './no-answer-error.ts';
import { UnfitValueError } from './unfit-value-error.ts';
import { UnknownColumnError, unknownColumnHint } from './unknown-column-error.ts';
import { UnreadableAnswerError } from './unreadable-answer-error.ts';

/**
 * Classifies what was thrown around a call to a system, apart from the system's own refusals.
 *
 * @param write whether the call would have changed something: then a lost answer leaves it unknown.
 */
export function errorWithoutAnswer(
  system: CounterpartErrorDetails['system'],
  error: unknown,
  write: boolean,
): CounterpartError {
  if (error instanceof CounterpartError) return error;
  return new CounterpartError({ system, ...failureOf(error, write ? 'unknown' : 'no') }, { cause: error });
}

function failureOf(error: unknown, lost: 'unknown' | 'no'): Omit<CounterpartErrorDetails, 'system'> {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof NoAnswerError) {
    const code = error.reason;
    switch (error.reason) {
      case 'time-out':
      case 'reset':
        return { kind: 'transient', cause: 'no-answer', code, text, applied: lost };
      // Says nothing about the system, so that no breaker opens by it: the record comes back when the rush is over.
      case 'no-place':
        return { kind: 'transient', cause: 'no-place', code, text, applied: 'no' };
      case 'unreachable':
        return { kind: 'unavailable', cause: 'unavailable', code, text, applied: 'no' };
      case 'no-token':
        return {
          kind: 'misconfigured',
          cause: 'unauthorised',
          code,
          text,
          applied: 'no',
          hint: 'Check the managed identity or application registration that the app signs in with.',
        };
    }
  }
  if (error instanceof UnfitValueError)
    return {
      kind: 'rejected',
      cause: 'value-of-wrong-type',
      code: 'unfit-value',
      field: error.column,
      text,
      applied: 'no',
      hint: 'Correct the value in the source, or the type of the column in the table map.',
    };
  if (error instanceof UnknownColumnError)
    return {
      kind: 'misconfigured',
      cause: 'unknown-column',
      code: 'unknown-column',
      field: error.column,
      text,
      applied: 'no',
      hint: unknownColumnHint,
    };
  if (error instanceof UnreadableAnswerError)
    return { kind: 'transient', cause: 'no-answer', code: 'unreadable-answer', text, applied: lost };
  return {
    kind: 'rejected',
    cause: 'integration-fault',
    code: 'unexpected',
    text,
    applied: lost,
    hint: 'This is a fault of the integration itself. Report it with the record, then replay.',
  };
}
