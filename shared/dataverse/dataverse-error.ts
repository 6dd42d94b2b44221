import { z } from 'zod';
import { causes, type Cause } from '../causes/causes.ts';
import { missingCause } from '../causes/missing-cause.ts';
import { nativeTexts } from '../causes/native-texts.ts';
import { errorWithoutAnswer } from '../odata/error-without-answer.ts';
import { parseJson } from '../odata/parse-json.ts';
import { plainText } from '../odata/plain-text.ts';
import type { ODataAnswer } from '../odata/send.ts';
import { statusFailure } from '../odata/status-failure.ts';
import { unknownColumnHint } from '../odata/unknown-column-error.ts';
import { CounterpartError, type CounterpartErrorDetails } from '../sync/counterpart-error.ts';
import { fieldOf } from './field-of.ts';
import { knownRefusals } from './refusals.ts';

/** The call that failed, as far as it bears on what the failure means. */
export interface DataverseCall {
  readonly does: 'read' | 'create' | 'update' | 'delete';
  readonly table: string;
  /** Id of the row that was written. */
  readonly id?: string;
}

type Verdict = Omit<CounterpartErrorDetails, 'system' | 'code' | 'status' | 'text'>;

const errorBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Codes that may pass although their status does not say so. */
const transientCodes = new Set(['0x80044151', '0x80072324', '0x80040255']);
const keyNotDefined = '0x80060890';
/** Malformed queries, assumed(unknown-column-in-query), and bodies, assumed(unknown-column-in-body). */
const malformedCodes = new Set(['0x80060888', '0x80048d19']);
const isvAborted = '0x80040265';
/** The token is good, and its user is none of the environment. */
const notMember = '0x80072560';
/** Codes that tell the cause by themselves. */
const valueCodes: Readonly<Record<string, Cause>> = {
  '0x8004432f': 'value-out-of-range',
  '0x80044330': 'value-out-of-range',
  '0x80044331': 'value-out-of-range',
  '0x8004431a': 'option-unknown',
  '0x80048408': 'stage-refuses', // assumed(dataverse-status-refusals)
};

/**
 * Classifies an answer that is no success: by status first, then by code; the text, which is localised, only names
 * fields and recognises the refusals of plug-ins.
 *
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/compose-http-requests-handle-errors
 */
export function dataverseAnswerError(
  answer: ODataAnswer,
  call: DataverseCall,
  now: number,
): CounterpartError {
  const { code, text } = readError(answer);
  const field = fieldOf(text);
  return new CounterpartError({
    system: 'dataverse',
    code: code === '' ? String(answer.status) : code,
    status: answer.status,
    text,
    ...(field === undefined ? {} : { field }),
    ...verdict(answer, code, text, call, now),
  });
}

/** Classifies whatever was thrown around a call. */
export function dataverseError(error: unknown, call: DataverseCall): CounterpartError {
  return errorWithoutAnswer('dataverse', error, call.does !== 'read');
}

function readError(answer: ODataAnswer): { code: string; text: string } {
  try {
    const { error } = errorBody.parse(parseJson(answer.text));
    return { code: error.code.toLowerCase(), text: plainText(error.message) };
  } catch {
    const text = plainText(answer.text);
    return { code: '', text: text === '' ? `HTTP ${String(answer.status)} without a text` : text };
  }
}

function verdict(answer: ODataAnswer, code: string, text: string, call: DataverseCall, now: number): Verdict {
  const byStatus = statusFailure(answer, call.does !== 'read', now);
  if (byStatus !== undefined) return code === notMember ? { ...byStatus, ...unknownUser } : byStatus;
  const known = refusal(text);
  if (known !== undefined) return known;
  switch (answer.status) {
    case 404:
      return notFound(code, text, call);
    case 412:
      return preconditionFailed(code);
    case 405:
      return {
        kind: 'rejected',
        cause: 'still-referenced',
        applied: 'no',
        hint: 'Rows of another table refer to this one: remove them first, then replay.',
      };
    case 409:
      return { kind: 'conflict', cause: 'update-conflict', applied: 'no' };
  }
  if (transientCodes.has(code)) return { kind: 'transient', cause: 'busy', applied: 'no' };
  const told = causeOf(code, text);
  if (code === isvAborted)
    return {
      kind: 'rejected',
      cause: told ?? 'unexpected',
      applied: 'no',
      hint: 'A plug-in of the environment refused the row: its text says what to correct.',
    };
  if (answer.status >= 500)
    return {
      kind: 'transient',
      cause: told ?? 'unexpected',
      applied: call.does === 'read' ? 'no' : 'unknown',
    };
  if (code === keyNotDefined || (malformedCodes.has(code) && namesUnknown(text)))
    return { kind: 'misconfigured', cause: 'unknown-column', applied: 'no', hint: unknownColumnHint };
  return {
    kind: nativeTexts.find(({ pattern }) => pattern.test(text))?.kind ?? 'rejected',
    cause: told ?? 'unexpected',
    applied: 'no',
    hint:
      told === undefined
        ? 'Correct the row in its source, then replay.'
        : `${causes[told].remedy} Then replay.`,
  };
}

/** The cause that the code tells, else a text that is known from either system. */
function causeOf(code: string, text: string): Cause | undefined {
  return (
    valueCodes[code] ??
    (/is required and cannot be empty/i.test(text) ? 'mandatory-field-empty' : undefined) ?? // assumed(dataverse-mandatory-text)
    nativeTexts.find(({ pattern }) => pattern.test(text))?.cause
  );
}

const unknownUser = {
  cause: 'unauthorised',
  hint: 'Our application user is not registered in this environment: an administrator must add it as an application user.',
} as const;

function refusal(text: string): Verdict | undefined {
  for (const { pattern, kind, cause, hint, waitingFor } of knownRefusals) {
    const match = pattern.exec(text);
    if (match !== null)
      return {
        kind,
        cause: typeof cause === 'string' ? cause : cause(match),
        hint,
        applied: 'no',
        ...(waitingFor === undefined ? {} : { waitingFor: waitingFor(match) }),
      };
  }
  return undefined;
}

/** 404 is our row, a row that a look-up shall point to, or a set that does not exist. Reads name no row. */
function notFound(code: string, text: string, { does, id, table }: DataverseCall): Verdict {
  if (does === 'read' || (code !== '0x80040217' && code !== '0x80060891'))
    return { kind: 'misconfigured', cause: 'unknown-column', applied: 'no', hint: unknownColumnHint };
  const match = /(\w+)'? With Id = ([0-9a-f-]{36})/i.exec(text);
  const named = match?.[2]?.toLowerCase();
  const other = named !== undefined && named !== id?.toLowerCase();
  if (does === 'create' || (does === 'update' && other))
    return {
      kind: 'waiting',
      cause: missingCause(match?.[1] ?? table),
      applied: 'no',
      waitingFor: { what: match?.[1] ?? table, value: named ?? '' },
      hint: 'A row that a look-up points to does not exist; this record goes on by itself when it is there.',
    };
  return { kind: 'missing', cause: 'update-conflict', applied: 'no' };
}

function preconditionFailed(code: string): Verdict {
  switch (code) {
    case '0x80060892': // a key value that another row has, or the row itself: the caller knows which
    case '0x80040237':
      return { kind: 'already-exists', cause: 'key-taken', applied: 'no' };
    case '0x80040333':
      return {
        kind: 'rejected',
        cause: 'doubled-in-dataverse',
        applied: 'no',
        hint: 'Duplicate detection found a row like this one: merge or change one of them, then replay.',
      };
    case '0x8006088d':
      return {
        kind: 'misconfigured',
        cause: 'concurrency-off',
        applied: 'no',
        hint: 'The table does not allow optimistic concurrency: enable it.',
      };
    default:
      return { kind: 'conflict', cause: 'update-conflict', applied: 'no' };
  }
}

const namesUnknown = (text: string): boolean =>
  /property named '|Invalid property '|undeclared property '|does not exist on type/i.test(text);
