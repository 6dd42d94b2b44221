import { LedgerError } from '../../../shared/ledger/ledger-error.ts';
import { BusError } from '../../../shared/messaging/bus-error.ts';
import { CounterpartError, type CounterpartErrorDetails } from '../../../shared/sync/counterpart-error.ts';
import type { Random } from '../clock/random.ts';
import type { Port, PortCall } from './fate.ts';

type Details = Omit<CounterpartErrorDetails, 'system'>;

const throttled: Details = {
  kind: 'throttled',
  cause: 'throttled',
  code: '429',
  status: 429,
  text: 'Too many requests.',
  retryAfterMs: 7_000,
  applied: 'no',
};
const conflict: Details = {
  kind: 'conflict',
  cause: 'update-conflict',
  code: 'conflict',
  text: 'An update conflict occurred.',
  applied: 'no',
};
const busy: Details = {
  kind: 'transient',
  cause: 'no-answer',
  code: '502',
  status: 502,
  text: 'Bad gateway.',
  applied: 'no',
};
const setup: Details = {
  kind: 'misconfigured',
  cause: 'unauthorised',
  code: '401',
  status: 401,
  text: 'Unauthorized.',
  applied: 'no',
};
const away: Details = {
  kind: 'unavailable',
  cause: 'unavailable',
  code: '503',
  status: 503,
  text: 'Service unavailable.',
  applied: 'no',
};
const reset: Details = {
  kind: 'transient',
  cause: 'no-answer',
  code: 'reset',
  text: 'The connection was reset.',
  applied: 'unknown',
};

/** What a call of a port throws. `lost`: although it took effect. */
export function errorOf({ port, reads }: PortCall, how: 'refused' | 'lost', random: Random): Error {
  if (port === 'ledger') return new LedgerError('OperationTimedOut', 500, 'The table store did not answer.');
  if (port === 'bus') return new BusError('ServiceCommunicationProblem', 'The bus did not answer.');
  const unknown = random.pick([
    reset,
    { ...busy, applied: 'unknown' },
    { ...away, applied: 'unknown' },
  ] as const);
  if (how === 'lost')
    return new CounterpartError({ system: port, ...unknown, applied: reads ? 'no' : 'unknown' });
  // A write that was not made may look like one whose answer was lost.
  const refused = reads ? [throttled, busy, away, setup] : [throttled, conflict, setup, away, unknown];
  return new CounterpartError({ system: port, ...random.pick(refused) });
}

export function unavailable(port: Port): Error {
  if (port === 'ledger') return new LedgerError('ECONNREFUSED', undefined, 'The table store is away.');
  if (port === 'bus') return new BusError('ECONNREFUSED', 'The bus is away.');
  return new CounterpartError({ system: port, ...away });
}

/** The client gave up waiting. */
export function timeOut({ port, reads }: PortCall): Error {
  if (port === 'ledger') return new LedgerError('TimeOut', undefined, 'The table store took too long.');
  if (port === 'bus') return new BusError('TimeOut', 'The bus took too long.');
  return new CounterpartError({
    system: port,
    kind: 'transient',
    cause: 'no-answer',
    code: 'time-out',
    text: 'No answer in time.',
    applied: reads ? 'no' : 'unknown',
  });
}
