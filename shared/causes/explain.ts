import type { Failure } from '../ledger/ledger.ts';
import { causes, type Cause } from './causes.ts';

/** A failure that says why, what to do and who can do it. */
export type ExplainedFailure = Failure & Required<Pick<Failure, 'cause' | 'cure' | 'hint'>>;

interface Told {
  readonly code: string;
  readonly field?: string | undefined;
  readonly message: string;
  /** Says closer than the catalogue what to do. */
  readonly hint?: string | undefined;
}

/** The failure of a known cause: who can cure it, and what to do where nothing closer is known, are the catalogue's. */
export function explain(cause: Cause, { code, field, message, hint }: Told): ExplainedFailure {
  const { cure, remedy } = causes[cause];
  return { code, ...(field === undefined ? {} : { field }), message, hint: hint ?? remedy, cause, cure };
}
