import type { Noted, Result } from './attempt.ts';
import type { Problem } from './problem.ts';
import type { Recovery } from './recover.ts';

/** What one look at the record came to: a result, or a problem and what follows it. */
export type Ending =
  | { readonly kind: 'result'; readonly result: Result }
  | {
      readonly kind: 'problem';
      readonly problem: Problem;
      readonly recovery: Recovery;
      readonly nextAt: string | undefined;
      readonly noted: Noted;
    };

/** A later look that changed nothing does not hide that an earlier one wrote. */
export function mergeEndings(earlier: Ending, later: Ending): Ending {
  if (earlier.kind !== 'result' || later.kind !== 'result') return later;
  if (earlier.result.outcome !== 'applied' || later.result.outcome !== 'unchanged') return later;
  return {
    kind: 'result',
    result: { ...later.result, outcome: 'applied', changedFields: earlier.result.changedFields },
  };
}
