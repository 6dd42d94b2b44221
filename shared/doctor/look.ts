import { NoAnswerError } from '../odata/no-answer-error.ts';
import { BusError } from '../messaging/bus-error.ts';
import { LedgerError } from '../ledger/ledger-error.ts';
import { CounterpartError } from '../sync/counterpart-error.ts';
import { wrong, type Diagnosis } from './diagnosis.ts';

/**
 * One look of the doctor: what a system, the bus or the ledger refuses, or does not answer, is itself what is the matter, and
 * keeps no other look back.
 */
export async function look(
  about: string,
  work: () => Promise<readonly Diagnosis[]>,
): Promise<readonly Diagnosis[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CounterpartError)
      return [wrong(about, error.details.text, error.details.hint ?? remedyOf(error.details.status))];
    if (error instanceof NoAnswerError) return [wrong(about, error.message, remedyOf(undefined))];
    if (error instanceof BusError)
      return [
        wrong(
          about,
          error.message,
          'Look at SERVICE_BUS or SERVICE_BUS__fullyQualifiedNamespace, and whether the identity is Azure Service Bus Data Owner, or Sender and Receiver, of the namespace.',
        ),
      ];
    if (error instanceof LedgerError)
      return [
        wrong(
          about,
          error.message,
          'Look at LEDGER or LEDGER__tableServiceUri, and whether the identity is Storage Table Data Contributor of the account.',
        ),
      ];
    throw error;
  }
}

const remedyOf = (status: number | undefined): string =>
  status === undefined
    ? 'Look at the address, the firewall and whether the environment is running.'
    : status === 401
      ? 'Look at the identity: the environment does not know it. npm run register -- --verify lists what a person sets up.'
      : 'npm run register -- --verify lists what the user must be allowed to do.';
