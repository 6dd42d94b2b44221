import type { TableTransactionResponse, TransactionAction } from '@azure/data-tables';
import { LedgerError } from '../ledger-error.ts';
import type { Tables } from './connect-tables.ts';
import { isConflict } from './store-error.ts';

/**
 * One entity-group transaction on a record, the state row first.
 *
 * @returns the new ETag of the state row, or `conflict` when nothing was written because a row had changed.
 */
export async function submit({ records }: Tables, actions: TransactionAction[]): Promise<string> {
  let response: TableTransactionResponse;
  try {
    response = await records.submitTransaction(actions);
  } catch (error) {
    if (isConflict(error)) return conflict;
    throw error;
  }
  const etag = response.subResponses[0]?.etag;
  if (etag === undefined)
    throw new LedgerError('EtagMissing', response.status, 'The transaction was answered without an ETag.');
  return etag;
}

/** No ETag looks like this: they start with W/ or a quotation mark. */
export const conflict = 'conflict';
