import { CounterpartError } from './counterpart-error.ts';

/**
 * An error as a log may hold it. What a system said repeats values of rows: of it only the kind and the code are kept,
 * the words are in the ledger where a record failed.
 */
export function logWords(error: Error): string {
  if (!(error instanceof CounterpartError)) return error.message;
  const { system, kind, code } = error.details;
  return `${system} ${kind} ${code}`;
}
