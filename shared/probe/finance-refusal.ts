import { financeAnswerError } from '../finance/finance-error.ts';
import type { ODataAnswer } from '../odata/send.ts';
import type { CounterpartErrorDetails } from '../sync/counterpart-error.ts';
import type { ProbeWorld } from './probe-world.ts';
import { telling } from './telling.ts';

/**
 * How Finance refused one request as it is; undefined when it did not.
 *
 * @throws NotSettled when it was away, busy or did not let us in.
 */
export const financeRefusal = (
  { now }: Pick<ProbeWorld, 'now'>,
  answer: ODataAnswer,
): CounterpartErrorDetails | undefined =>
  answer.status < 300 ? undefined : telling(financeAnswerError(answer, true, now()).details);
