import type { Cause } from '../causes/causes.ts';

/** What went wrong in a call to one of the two systems, in the words of the design's taxonomy. */
export type CounterpartFailure =
  | 'missing' // update: the row is not there
  | 'already-exists' // create: the row is there
  | 'conflict' // somebody else wrote at the same time: read again and repeat
  | 'transient' // may pass in seconds or minutes
  | 'throttled' // 429
  | 'unavailable' // refused connection, 503: the whole system is away
  | 'waiting' // needs something that is not there yet: a reference, an open period
  | 'rejected' // will never pass until a person changes something
  | 'misconfigured'; // 401, 403, unknown column: nothing of this map will pass

export interface CounterpartErrorDetails {
  readonly system: 'dataverse' | 'finance';
  readonly kind: CounterpartFailure;
  /** Why, out of the closed set that people are told by. */
  readonly cause: Cause;
  /** The system's own code (`0x80060892`), or a code of ours such as `time-out`. */
  readonly code: string;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** Column or property that the text names. */
  readonly field?: string;
  /** The system's own words, without stack traces. */
  readonly text: string;
  /** What a person should do. */
  readonly hint?: string;
  /** How long the system asked us to stay away. */
  readonly retryAfterMs?: number;
  /** `unknown` when a write may have happened although no answer came: time-out, reset, 5xx. */
  readonly applied: 'no' | 'unknown';
  /** Missing reference, for `waiting`: table or set and its value. */
  readonly waitingFor?: { readonly what: string; readonly value: string };
}

/** The only error that a Counterpart throws. */
export class CounterpartError extends Error {
  readonly details: CounterpartErrorDetails;
  constructor(details: CounterpartErrorDetails, options?: { cause?: unknown }) {
    super(`${details.system} ${details.kind} ${details.code}: ${details.text}`, options);
    this.name = 'CounterpartError';
    this.details = details;
  }
}
