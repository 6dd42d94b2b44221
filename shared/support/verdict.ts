import type { Failure, RecordState } from '../ledger/ledger.ts';
import type { Result } from '../sync/attempt.ts';
import { isSettled } from '../sync/is-open.ts';
import type { Problem } from '../sync/problem.ts';
import type { Intended } from './dry-run.ts';

/** What a replay of a record would come to. */
export const verdicts = [
  'safe',
  'already-applied',
  'superseded',
  'still-missing',
  'would-be-refused',
  'frozen',
  'skipped',
  'unreachable',
] as const;

export type VerdictKind = (typeof verdicts)[number];

export interface Verdict {
  readonly verdict: VerdictKind;
  /** One sentence for a person. */
  readonly why: string;
  readonly field?: string;
}

/** How a look at the record ended that wrote nothing. */
export type DryEnding =
  | { readonly kind: 'result'; readonly result: Result; readonly intended: Intended | undefined }
  | { readonly kind: 'problem'; readonly problem: Problem };

export interface Judged {
  /** System that would be written to, for a person. */
  readonly counterpart: 'Finance' | 'Dataverse';
  readonly state: RecordState | undefined;
  /** A later look has settled the record: its old message would be passed over. */
  readonly overtaken: boolean;
  /** Hash of what would be written now; undefined when it did not come so far. */
  readonly attempted: string | undefined;
  readonly ending: DryEnding;
}

/** Judges what a replay would come to. Pure. */
export function verdictOf({ counterpart, state, overtaken, attempted, ending }: Judged): Verdict {
  if (overtaken && state !== undefined && isSettled(state) && !isEqual(ending))
    return {
      verdict: 'superseded',
      why: `A later look has settled this record (${state.outcome ?? ''}); a replay of the old message writes nothing.`,
    };
  if (ending.kind === 'problem') return ofProblem(ending.problem);
  const { result, intended } = ending;
  switch (result.outcome) {
    case 'skipped':
      return { verdict: result.frozen === true ? 'frozen' : 'skipped', why: sentence(result.reason) };
    case 'deleted':
      return intended === undefined
        ? {
            verdict: 'already-applied',
            why: `Nothing is left to delete in ${counterpart}: ${result.reason}.`,
          }
        : { verdict: 'safe', why: `A replay deletes the row in ${counterpart}.` };
    case 'unchanged':
    case 'applied': {
      if (intended === undefined)
        return {
          verdict: 'already-applied',
          why: `${counterpart} holds exactly these values; a replay only closes the record.`,
        };
      if (refusedAlready(state, attempted)) return refusedAgain(counterpart, state.failure);
      return { verdict: 'safe', why: intention(counterpart, intended) };
    }
  }
}

const isEqual = (ending: DryEnding): boolean =>
  ending.kind === 'result' && ending.intended === undefined && ending.result.outcome === 'unchanged';

function ofProblem({ kind, failure, system }: Problem): Verdict {
  const field = failure.field === undefined ? {} : { field: failure.field };
  switch (kind) {
    case 'waiting':
      return { verdict: 'still-missing', why: failure.message, ...field };
    case 'rejected':
    case 'misconfigured':
      return { verdict: 'would-be-refused', why: failure.message, ...field };
    case 'transient':
    case 'throttled':
    case 'unavailable':
      return {
        verdict: 'unreachable',
        why:
          system === undefined
            ? [failure.message, failure.hint].filter((text) => text !== undefined).join(' ')
            : `${nameOf(system)} could not be asked just now: ${failure.message}`,
      };
  }
}

const nameOf = (system: 'dataverse' | 'finance'): string => (system === 'finance' ? 'Finance' : 'Dataverse');

/** The counterpart has refused exactly this before. */
const refusedAlready = (
  state: RecordState | undefined,
  attempted: string | undefined,
): state is RecordState & { readonly failure: Failure } =>
  state?.outcome === 'rejected' &&
  state.failure !== undefined &&
  state.attempted === attempted &&
  attempted !== undefined;

const refusedAgain = (counterpart: string, { message, field }: Failure): Verdict => ({
  verdict: 'would-be-refused',
  why: `Nothing that would be sent has changed since ${counterpart} refused it: ${message}`,
  ...(field === undefined ? {} : { field }),
});

function intention(counterpart: string, intended: Intended): string {
  switch (intended.kind) {
    case 'create':
      return `A replay makes the row in ${counterpart}.`;
    case 'update':
      return `A replay changes ${intended.columns.join(', ')} in ${counterpart}.`;
    case 'delete':
      return `A replay deletes the row in ${counterpart}.`;
  }
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
