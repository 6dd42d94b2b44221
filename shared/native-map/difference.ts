/**
 * What became of one line: `confirmed`: the environment's map says what ours says; `changed`: it says otherwise, and that
 * holds; `filled`: ours had one side only; `added`: ours had it not; `kept`: ours stays though the environment's map has
 * it not or says nothing usable; `left-out`: ours goes, because dual-write does not send it there; `not-carried`: the
 * environment's map has it, and ours cannot; `open`: a key in Finance that neither fills, so the map does not run.
 */
export type Outcome =
  'confirmed' | 'changed' | 'filled' | 'added' | 'kept' | 'left-out' | 'not-carried' | 'open';

/** One line of a native map beside the line of ours, or one that only one of them has. */
export interface Difference {
  /** `→ ProjectName`, `← msdyn_vouchernumber`, `filter`, `posted`. */
  readonly line: string;
  readonly outcome: Outcome;
  /** What the environment's map says; empty when it says nothing. */
  readonly environment: string;
  /** What the built-in map says; empty when it says nothing. */
  readonly builtIn: string;
  /** Reason, and what was not carried of a pair that was; empty when there is nothing to say. */
  readonly why: string;
  /** Place of the pair in the native map, from 0; absent for what only the built-in map has, and for filters. */
  readonly pair?: number;
}
