import { causes, type Cause } from '../causes/causes.ts';
import { nativeTexts } from '../causes/native-texts.ts';
import { errorWithoutAnswer } from '../odata/error-without-answer.ts';
import { plainText } from '../odata/plain-text.ts';
import type { ODataAnswer } from '../odata/send.ts';
import { statusFailure } from '../odata/status-failure.ts';
import { CounterpartError, type CounterpartErrorDetails } from '../sync/counterpart-error.ts';
import { infolog } from './infolog.ts';
import { innerError, type InnerError } from './inner-error.ts';
import { knownRefusals, type KnownRefusal } from './refusals.ts';

type Verdict = Omit<CounterpartErrorDetails, 'system' | 'code' | 'status' | 'text'>;

/**
 * Classifies an answer that is no success. Statuses decide only where they say who stands in the way (401, 403, 408,
 * 429, 502, 503, 504); everything else is told by the deepest text of the body, because the status of one and the same
 * failure differs between versions.
 *
 * @param write whether the call would have changed something.
 */
export function financeAnswerError(answer: ODataAnswer, write: boolean, now: number): CounterpartError {
  const inner = innerError(answer.text);
  const text = inner === undefined ? plainText(answer.text) : plainText(inner.message);
  return new CounterpartError({
    system: 'finance',
    code: inner === undefined || inner.code === '' ? String(answer.status) : inner.code,
    status: answer.status,
    text: text === '' ? `HTTP ${String(answer.status)} without a text` : text,
    ...verdict(answer, inner, text, write, now),
  });
}

/** Classifies whatever was thrown around a call. */
export function financeError(error: unknown, write: boolean): CounterpartError {
  return errorWithoutAnswer('finance', error, write);
}

/** Exceptions that stand for a refused write or argument. */
const refusing = /AxODataWriteException|ODataArgumentException/;

function verdict(
  answer: ODataAnswer,
  inner: InnerError | undefined,
  text: string,
  write: boolean,
  now: number,
): Verdict {
  const byStatus = statusFailure(answer, write, now);
  if (byStatus !== undefined) return byStatus;
  const log = infolog(text);
  const named = log.field === undefined ? {} : { field: log.field };
  const known = firstKnown(text);
  if (known !== undefined) return { ...known, ...named };
  switch (answer.status) {
    case 404:
      if (inner !== undefined) return { kind: 'missing', cause: 'update-conflict', applied: 'no' };
      return { kind: 'misconfigured', cause: 'unknown-column', applied: 'no', hint: noRoute };
    case 409:
    case 412:
      return { kind: 'conflict', cause: 'update-conflict', applied: 'no' };
  }
  // A refusal rolls its transaction back, whatever its status. A server error of another kind tells nothing.
  const refused = answer.status < 500 || log.lines.length > 0 || refusing.test(inner?.type ?? '');
  const native = nativeTexts.find(({ pattern }) => pattern.test(text));
  const cause: Cause = native?.cause ?? 'unexpected';
  if (!refused) return { kind: 'transient', cause, applied: write ? 'unknown' : 'no' };
  return {
    kind: native?.kind ?? 'rejected',
    cause,
    applied: 'no',
    hint:
      native === undefined
        ? 'Correct the record in its source, or the setup that Finance names, then replay.'
        : causes[cause].remedy,
    ...named,
  };
}

const noRoute =
  'Finance knows no such address: the entity set is not there (its name is case-sensitive), or the key was not encoded as it must be.';

function firstKnown(text: string): Verdict | undefined {
  for (const refusal of knownRefusals) {
    const match = refusal.pattern.exec(text);
    if (match !== null) return verdictOf(refusal, match);
  }
  return undefined;
}

function verdictOf({ kind, cause, hint, field, waitingFor }: KnownRefusal, match: RegExpExecArray): Verdict {
  const named = field?.(match);
  return {
    kind,
    cause: typeof cause === 'string' ? cause : cause(match),
    hint,
    applied: 'no',
    ...(named === undefined ? {} : { field: named }),
    ...(waitingFor === undefined ? {} : { waitingFor: waitingFor(match) }),
  };
}
