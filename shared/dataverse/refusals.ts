import type { Cause } from '../causes/causes.ts';
import { missingCause } from '../causes/missing-cause.ts';
import type { CounterpartErrorDetails } from '../sync/counterpart-error.ts';

/** What a known text of a refusal means: why, who can cure it, and whether it may cure itself. */
export interface KnownRefusal {
  readonly pattern: RegExp;
  readonly kind: CounterpartErrorDetails['kind'];
  readonly cause: Cause | ((match: RegExpExecArray) => Cause);
  readonly hint: string;
  /** The row that is missing, out of the match. */
  readonly waitingFor?: (match: RegExpExecArray) => { readonly what: string; readonly value: string };
}

/**
 * Refusals of plug-ins whose texts are public, most special first.
 *
 * @see https://learn.microsoft.com/dynamics365/project-operations/environment/resource-dual-write-frequent-issues
 */
export const knownRefusals: readonly KnownRefusal[] = [
  {
    pattern: /Unable to look ?up (msdyn_actuals?)\b|Attribute msdyn_transactiontypecode not found/i,
    kind: 'rejected',
    cause: 'rolled-back-in-dataverse',
    hint: 'The actual was rolled back in Dataverse after it had been sent: report the orphan in Finance and discard this record.',
  },
  {
    pattern: /Unable to look ?up (\w+) with values \{?([^}]*)\}?/i,
    kind: 'waiting',
    cause: (match) => missingCause(match[1] ?? ''),
    hint: 'Create or synchronise the missing row; this record then goes on by itself.',
    waitingFor: (match) => ({ what: match[1] ?? '', value: (match[2] ?? '').trim() }),
  },
  {
    pattern: /activity number doesn.t uniquely identify the task|Could not resolve project task/i,
    kind: 'rejected',
    cause: 'activity-ambiguous',
    hint: 'Whoever entered the expense must recall the report in Finance and choose a task that is no summary task.',
  },
  {
    pattern: /Product id is mandatory/i,
    kind: 'rejected',
    cause: 'product-missing',
    hint: 'Synchronise the product of this line for its company, or have the line corrected in Finance, then replay.',
  },
  {
    pattern: /Transaction Category .*invalid/i,
    kind: 'rejected',
    cause: 'category-inactive',
    hint: 'The owner of the transaction category must make it active and an expense category, then replay.',
  },
  {
    pattern: /only be changed by the dual-write process/i, // rule of fix 4789560 of 2025, text assumed(write-back-refusal-text)
    kind: 'rejected',
    cause: 'write-back-refused',
    hint: 'Dataverse keeps these columns of actuals for dual-write: set WRITE_BACK to custom, so that custom columns take them.',
  },
];
