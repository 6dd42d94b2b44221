import { explain } from '../causes/explain.ts';
import type { Cause } from '../causes/causes.ts';
import type { FieldProblem } from '../table-map/transformed.ts';
import { ProblemError } from './problem.ts';

const causeOf: Readonly<Record<FieldProblem['kind'], Cause>> = {
  empty: 'mandatory-field-empty',
  'unmapped-value': 'value-not-in-map',
  'not-exact': 'number-not-exact',
  'wrong-type': 'value-of-wrong-type',
};

/**
 * Ends an attempt when source values cannot cross. An empty value may be filled any moment (a number that a system
 * gives later), so the record waits for it; a value that no rule covers needs a person.
 *
 * @throws ProblemError naming the first column; the text names all of them.
 */
export function assertNoProblems(problems: readonly FieldProblem[]): void {
  const worst = problems.find((problem) => problem.kind !== 'empty') ?? problems[0];
  if (worst === undefined) return;
  throw new ProblemError({
    kind: worst.kind === 'empty' ? 'waiting' : 'rejected',
    uncertain: false,
    failure: explain(causeOf[worst.kind], {
      code: worst.kind,
      field: worst.source,
      message: problems.map((problem) => problem.message).join(' '),
      hint: worst.hint,
    }),
  });
}
