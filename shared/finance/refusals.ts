import type { Cause } from '../causes/causes.ts';
import { missingCause } from '../causes/missing-cause.ts';
import type { CounterpartErrorDetails } from '../sync/counterpart-error.ts';

/** What a known text of a refusal means: whether it may pass, why it is refused, and who can cure it. */
export interface KnownRefusal {
  readonly pattern: RegExp;
  readonly kind: CounterpartErrorDetails['kind'];
  readonly cause: Cause | ((match: RegExpExecArray) => Cause);
  readonly hint: string;
  readonly field?: (match: RegExpExecArray) => string | undefined;
  readonly waitingFor?: (match: RegExpExecArray) => { readonly what: string; readonly value: string };
}

const group =
  (index: number) =>
  (match: RegExpExecArray): string | undefined =>
    match[index];

/**
 * Texts that Finance is known to answer, most special first. Its status changes between versions for the same
 * failure, so that only the text tells. A user's language drives these texts: the integration's user must be English.
 *
 * @see https://learn.microsoft.com/dynamics365/project-operations/environment/resource-dual-write-frequent-issues
 * @see https://learn.microsoft.com/dynamics365/project-operations/project-accounting/project-integration-workspace
 */
export const knownRefusals: readonly KnownRefusal[] = [
  // What the calls themselves expect.
  {
    pattern: /No resources were found when selecting for update/i,
    kind: 'missing',
    cause: 'update-conflict',
    hint: 'The row is not there.',
  },
  {
    pattern: /More than one resource was found when selecting for update/i,
    kind: 'rejected',
    cause: 'key-not-unique',
    hint: 'The key names several rows: an administrator must compare the key in the table map with that of the entity.',
  },
  {
    pattern: /Cannot create a record in [\s\S]*already exists/i,
    kind: 'already-exists',
    cause: 'key-taken',
    hint: 'The row is there already.',
  },
  // What passes.
  {
    pattern: /update conflict|changed by another user/i, // the second: assumed(etag-mismatch-status)
    kind: 'conflict',
    cause: 'update-conflict',
    hint: 'Somebody else wrote the same record; it is tried again by itself.',
  },
  {
    pattern: /dependent Journal lines exist|deadlock/i,
    kind: 'transient',
    cause: 'busy',
    hint: 'Finance was busy with the same rows; it is tried again by itself.',
  },
  {
    pattern: /high resource utili[sz]ation/i,
    kind: 'throttled',
    cause: 'throttled',
    hint: 'Finance is short of resources; set our application to priority High there.',
  },
  // What the table map or the environment lacks.
  {
    pattern: /The property '([^']+)' does not exist on type|Could not find a property named '([^']+)'/i,
    kind: 'misconfigured',
    cause: 'unknown-column',
    hint: 'Finance does not have this property: an administrator must correct the table map or add the extension.',
    field: (match) => match[1] ?? match[2],
  },
  {
    pattern: /Line property .*does(?: not|n't|n.t) exist/i,
    kind: 'misconfigured',
    cause: 'line-property-missing',
    hint: 'Someone in Finance must name a line property for each billing type in the project parameters of this legal entity.',
  },
  // What somebody must do first; the record then goes on by itself.
  {
    pattern: /Unable to look ?up (\w+) with values \{?([^}]*)\}?/i,
    kind: 'waiting',
    cause: (match) => missingCause(match[1] ?? ''),
    hint: 'Create or synchronise the missing row; this record then goes on by itself.',
    waitingFor: (match) => ({ what: match[1] ?? '', value: (match[2] ?? '').trim() }),
  },
  {
    pattern: /The value '([^']*)' in field '([^']*)' is not found in the related table '([^']*)'/i,
    kind: 'waiting',
    cause: (match) => missingCause(match[3] ?? ''),
    hint: 'Someone must create the value in Finance, or its own synchronisation must bring it; this record then goes on by itself.',
    field: group(2),
    waitingFor: (match) => ({ what: match[3] ?? '', value: match[1] ?? '' }),
  },
  {
    pattern: /No open (?:fiscal )?period|period (?:\S+ )?is (?:closed|not open|on hold)/i,
    kind: 'waiting',
    cause: 'period-closed',
    hint: 'Someone in accounting must open the period, or set "Automatically set accounting date to open ledger".',
  },
  {
    pattern: /Intercompany relationship has to be set up between legal entit/i,
    kind: 'waiting',
    cause: 'intercompany-setup',
    hint: 'Someone in Finance must set up the intercompany relationship between the two legal entities.',
  },
  {
    pattern: /Project transaction hasn.t been posted yet/i,
    kind: 'waiting',
    cause: 'not-posted-yet',
    hint: 'Someone in project accounting must post the integration journal of these transactions.',
  },
  {
    pattern: /mismatched billed sales/i,
    kind: 'transient',
    cause: 'billed-sales-mismatch',
    hint: 'Actuals or connections of the invoice are still on their way; if it stays, compare their count on both sides.',
  },
  // What will not pass until the record is corrected.
  {
    pattern: /activity number doesn.t uniquely identify the task|Could not resolve project task/i,
    kind: 'rejected',
    cause: 'activity-ambiguous',
    hint: 'Whoever entered it must choose a task that is no summary task.',
  },
  {
    pattern: /Product (?:id|number) is mandatory|released product/i,
    kind: 'rejected',
    cause: 'product-missing',
    hint: 'Someone must release the product to this legal entity, then replay.',
  },
  {
    pattern: /Transaction Category .*invalid/i,
    kind: 'rejected',
    cause: 'category-inactive',
    hint: 'The owner of the transaction category must make it active and fit for this type of transaction, then replay.',
  },
  // Rules known, texts assumed(finance-refusal-texts-of-accounting): the next two, stages, and rows in use.
  {
    pattern: /Field 'Language' must be filled in/i,
    kind: 'rejected',
    cause: 'vendor-language-missing',
    hint: 'Someone in purchasing must fill in the language of the vendor in Finance, then replay.',
    field: () => 'LanguageId',
  },
  {
    pattern: /Exchange rate .*does not exist|No exchange rate/i,
    kind: 'rejected',
    cause: 'exchange-rate-missing',
    hint: 'Someone in accounting must enter the exchange rate for that date, then replay.',
  },
  {
    pattern: /The company '[^']*' does not exist/i, // assumed(finance-refusal-texts), as the last pattern
    kind: 'rejected',
    cause: 'company-missing',
    hint: 'Correct the legal entity of the row, or bring it to Finance, then replay.',
  },
  {
    pattern: /does not allow editing|is in stage \w+, which does not allow/i,
    kind: 'rejected',
    cause: 'stage-refuses',
    hint: 'Finance does not allow this change at the stage of the row or its project: set it back, then replay.',
  },
  {
    pattern: /cannot be deleted\b.*(transactions? exist|transaction uses|because)/i,
    kind: 'rejected',
    cause: 'still-referenced',
    hint: 'Finance keeps a row that has transactions: reverse them first, or keep the row and discard this record.',
  },
  {
    pattern: /Field '([^']+)' must be filled in/i,
    kind: 'rejected',
    cause: 'mandatory-field-empty',
    hint: 'Fill in the field in the source, then replay.',
    field: group(1),
  },
];
