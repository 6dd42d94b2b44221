import { whoCures } from '../causes/cure.ts';
import type { Failure } from '../ledger/ledger.ts';

/**
 * Thrown to the Functions host when a change can never pass until a person acts: the message is abandoned, comes back
 * a few times, is answered from the ledger each time, and ends in the dead-letter queue. Thrown on purpose: settling a
 * message from Node needs an extension that is still a preview. The host logs its text, so that it holds no word of
 * either system: those repeat values of rows.
 */
export class RejectedError extends Error {
  readonly record: string;
  readonly failure: Failure;
  constructor(record: string, failure: Failure) {
    const field = failure.field === undefined ? '' : ` (${failure.field})`;
    const who = failure.cure === undefined ? '' : ` It can be cured by ${whoCures(failure.cure)}.`;
    super(
      `${record}${field}: rejected as ${failure.cause ?? failure.code}.${who} What was said, and what to do: npm run support -- show "${record}"`,
    );
    this.name = 'RejectedError';
    this.record = record;
    this.failure = failure;
  }
}
