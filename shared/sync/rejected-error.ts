import { whoCures } from '../causes/cure.ts';
import type { Failure } from '../ledger/ledger.ts';

/**
 * Thrown to the Functions host when a change can never pass until a person acts: the message is abandoned, comes back
 * a few times, is answered from the ledger each time, and ends in the dead-letter queue. Thrown on purpose: settling a
 * message from Node needs an extension that is still a preview.
 */
export class RejectedError extends Error {
  readonly record: string;
  readonly failure: Failure;
  constructor(record: string, failure: Failure) {
    const field = failure.field === undefined ? '' : ` (${failure.field})`;
    const hint = failure.hint === undefined ? '' : ` ${failure.hint}`;
    const who = failure.cure === undefined ? '' : ` It can be cured by ${whoCures(failure.cure)}.`;
    super(`${record}${field}: ${failure.message}${hint}${who}`);
    this.name = 'RejectedError';
    this.record = record;
    this.failure = failure;
  }
}
