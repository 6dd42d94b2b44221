import { LedgerError } from '../shared/ledger/ledger-error.ts';
import { BusError } from '../shared/messaging/bus-error.ts';
import { isAway } from '../shared/sync/is-away.ts';
import { CounterpartError } from '../shared/sync/counterpart-error.ts';

/** What cannot be reached and why, for a person; undefined where it is something else. */
export function awayWords(error: unknown): string | undefined {
  if (error instanceof LedgerError) return `The ledger cannot be reached: ${error.message}`;
  if (error instanceof BusError) return `Service Bus cannot be reached: ${error.message}`;
  if (!(error instanceof CounterpartError)) return undefined;
  const { system, kind, text, hint } = error.details;
  const name = system === 'dataverse' ? 'Dataverse' : 'Finance';
  // What is told of a record, that it is tried again by itself, does not hold here.
  return `${name} cannot be asked: ${text}${hint === undefined || isAway(kind) ? '' : `\n${hint}`}`;
}
