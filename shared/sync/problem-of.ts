import { explain } from '../causes/explain.ts';
import { CounterpartError, type CounterpartErrorDetails } from './counterpart-error.ts';
import { ProblemError, type ExplainedProblem, type Problem } from './problem.ts';

/** Turns anything that was thrown while a record was synced into a Problem. An error of our own code is rejected, with its text. */
export function problemOf(error: unknown): ExplainedProblem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof CounterpartError) return fromCounterpart(error.details);
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    kind: 'rejected',
    uncertain: true,
    failure: explain('integration-fault', {
      code: 'unexpected',
      message: text,
      hint: 'This is a fault of the integration itself. Report it with the record, then replay.',
    }),
  };
}

function fromCounterpart(details: CounterpartErrorDetails): ExplainedProblem {
  return {
    kind: kindOf(details),
    uncertain: details.applied === 'unknown',
    system: details.system,
    ...(details.status === undefined ? {} : { status: details.status }),
    failure: explain(details.cause, {
      code: details.code,
      field: details.field,
      message: details.text,
      hint: details.hint,
    }),
    ...(details.retryAfterMs === undefined ? {} : { retryAfterMs: details.retryAfterMs }),
  };
}

function kindOf(details: CounterpartErrorDetails): Problem['kind'] {
  switch (details.kind) {
    // Met only where the sync did not expect them: somebody else works on the same row. Look again in a moment.
    case 'missing':
    case 'already-exists':
    case 'conflict':
      return 'transient';
    case 'transient':
    case 'throttled':
    case 'unavailable':
    case 'waiting':
    case 'rejected':
    case 'misconfigured':
      return details.kind;
  }
}
