import type { Cure } from './cure-of.ts';
import type { VerdictKind } from './verdict.ts';

/** Who can cure it, for a person. */
export const cureWords: Readonly<Record<Cure, string>> = {
  'project-manager': 'the project manager',
  accountant: 'an accountant',
  administrator: 'an administrator',
  unknown: 'not known',
};

export const verdictWords: Readonly<Record<VerdictKind, string>> = {
  safe: 'safe to replay',
  'already-applied': 'already there',
  superseded: 'superseded',
  'still-missing': 'still missing something',
  'would-be-refused': 'would be refused',
  frozen: 'frozen',
  skipped: 'would be skipped',
  unreachable: 'could not be compared',
};

/** What came of a replayed record, for a person. */
export const resultWords: Readonly<Record<string, string>> = {
  applied: 'written',
  unchanged: 'was already there',
  skipped: 'skipped: it must not cross',
  deleted: 'deleted',
  superseded: 'superseded by a later change',
  discarded: 'discarded meanwhile',
  rejected: 'refused again',
  waiting: 'waits for something, and goes on by itself',
  retrying: 'is tried again by itself',
  moved: 'NOT sent: something changed since the preview',
  taken: 'NOT sent: somebody else is replaying it',
  settled: 'nothing was left to do',
  unreachable: 'NOT sent: could not be compared with the preview',
  cannot: 'NOT sent: its message cannot be sent again',
  unanswered: 'sent, and no answer in 10 minutes',
};

/** A record as a person calls it: `Project tasks P-1 A-7 in usmf`. */
export function recordWords({
  map,
  number,
  company,
  record,
}: {
  readonly map: string;
  readonly number?: string | undefined;
  readonly company?: string | undefined;
  readonly record: string;
}): string {
  if (map === '') return record;
  const name = number ?? record.slice(map.length + 1);
  return `${map} ${name}${company === undefined || number === undefined ? '' : ` in ${company}`}`;
}

/** `1 record`, `1,204 records`. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;

/** Name of a record's map, as the record itself tells it. */
export const mapOf = (record: string): string => record.slice(0, record.indexOf('|'));
