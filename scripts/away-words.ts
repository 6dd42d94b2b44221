import { LedgerError } from '../shared/ledger/ledger-error.ts';
import { BusError } from '../shared/messaging/bus-error.ts';
import { CounterpartError } from '../shared/sync/counterpart-error.ts';

/** What cannot be reached and why, for a person; undefined where it is something else. */
export function awayWords(error: unknown): string | undefined {
  if (error instanceof LedgerError) return `The ledger cannot be reached: ${error.message}`;
  if (error instanceof BusError) return `Service Bus cannot be reached: ${error.message}`;
  if (!(error instanceof CounterpartError)) return undefined;
  const { system, text, hint } = error.details;
  const name = system === 'dataverse' ? 'Dataverse' : 'Finance';
  return `${name} cannot be asked: ${text}${hint === undefined ? '' : `\n${hint}`}`;
}
