import type { CounterpartErrorDetails } from '../sync/counterpart-error.ts';
import { retryAfterMs } from './retry-after.ts';
import type { ODataAnswer } from './send.ts';

/** The part of a failure that the HTTP status alone decides. */
export type StatusFailure = Pick<
  CounterpartErrorDetails,
  'kind' | 'cause' | 'applied' | 'retryAfterMs' | 'hint'
>;

/**
 * The failures that both systems tell by status: who we are, how much they can take, and what stands between us and
 * them. Everything else needs the body.
 */
export function statusFailure(answer: ODataAnswer, write: boolean, now: number): StatusFailure | undefined {
  const unknown = write ? 'unknown' : 'no';
  const wait = retryAfterMs(answer.header('Retry-After'), answer.header('Date'), now);
  const retry = wait === undefined ? {} : { retryAfterMs: wait };
  switch (answer.status) {
    case 401:
      return {
        kind: 'misconfigured',
        cause: 'unauthorised',
        applied: 'no',
        hint: 'The system does not accept our token: check the application registration, its secret or identity, and that it is registered in the system.',
      };
    case 403:
      return {
        kind: 'misconfigured',
        cause: 'access-denied',
        applied: 'no',
        hint: 'Our application user lacks a privilege: give its security role access to this table.',
      };
    case 408:
    case 502:
    case 504:
      return { kind: 'transient', cause: 'no-answer', applied: unknown, ...retry };
    case 429:
      return { kind: 'throttled', cause: 'throttled', applied: 'no', ...retry };
    case 503:
      return { kind: 'unavailable', cause: 'unavailable', applied: unknown, ...retry };
    default:
      if (answer.status >= 300 && answer.status < 400)
        return {
          kind: 'misconfigured',
          cause: 'wrong-address',
          applied: 'no',
          hint: 'The address redirects: check the configured URL of the system.',
        };
      return undefined;
  }
}
