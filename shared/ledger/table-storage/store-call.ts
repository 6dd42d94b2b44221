import { ZodError } from 'zod';
import { LedgerError } from '../ledger-error.ts';
import { storeError } from './store-error.ts';

/**
 * Runs calls of the table service; whatever they throw becomes a LedgerError that names the operation.
 *
 * @throws LedgerError with the service's code (TableNotFound, ServerBusy, …) and status; ECONNREFUSED and the like when
 * there is no connection; TimedOut when no answer came in time; RowUnreadable when a row is not understood.
 */
export async function storeCall<T>(operation: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw ledgerErrorOf(operation, error);
  }
}

/** The same for rows that are handed out one by one. */
export async function* storeRows<T>(operation: string, rows: () => AsyncIterable<T>): AsyncIterable<T> {
  try {
    yield* rows();
  } catch (error) {
    throw ledgerErrorOf(operation, error);
  }
}

function ledgerErrorOf(operation: string, error: unknown): LedgerError {
  if (error instanceof LedgerError) return error;
  const { code, status } = storeError(error);
  const message = `The ledger could not ${operation}: ${error instanceof Error ? error.message : String(error)}`;
  return new LedgerError(ownCode(error) ?? code ?? 'Unknown', status, message, { cause: error });
}

function ownCode(error: unknown): string | undefined {
  if (error instanceof ZodError || error instanceof SyntaxError) return 'RowUnreadable';
  return error instanceof Error && error.name === 'AbortError' ? 'TimedOut' : undefined;
}
