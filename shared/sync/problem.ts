import type { ExplainedFailure } from '../causes/explain.ts';
import type { Failure } from '../ledger/ledger.ts';

/** Why an attempt on a record ended without a result: the closed taxonomy that `recover` decides on. */
export interface Problem {
  readonly kind: 'transient' | 'throttled' | 'unavailable' | 'waiting' | 'rejected' | 'misconfigured';
  readonly failure: Failure;
  /** The system whose call ended so, and the HTTP status where there was an answer. */
  readonly system?: 'dataverse' | 'finance';
  readonly status?: number;
  /** The record that we wait for, where it is one that another map sends. */
  readonly parent?: {
    readonly map: string;
    readonly record: string;
    /** Nothing of it was in the ledger a moment ago. */
    readonly unheardOf?: true;
  };
  /** Look-up of the reference that closes a circle of records, where the row can be sent without it. */
  readonly opensCircle?: string;
  readonly retryAfterMs?: number;
  /** A write may have happened without an answer: no stored hash may be trusted. */
  readonly uncertain: boolean;
}

/** A problem that can be told to a person: with its cause, and who can cure it. */
export type ExplainedProblem = Problem & { readonly failure: ExplainedFailure };

/** Thrown inside the sync of one record, caught in one place. */
export class ProblemError extends Error {
  readonly problem: ExplainedProblem;
  constructor(problem: ExplainedProblem, options?: { cause?: unknown }) {
    super(problem.failure.message, options);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}
