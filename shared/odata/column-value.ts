import { isLosslessNumber } from 'lossless-json';
import type { JsonValue } from './json-value.ts';
import { stringifyJson } from './stringify-json.ts';
import type { ODataValue } from './value.ts';

/** A member of a row as a column value: what is not there is null; what is no scalar (a multi-choice, a complex value) is its JSON. */
export function columnValue(member: JsonValue | undefined): ODataValue {
  if (member === undefined || member === null) return null;
  if (typeof member === 'string' || typeof member === 'boolean' || isLosslessNumber(member)) return member;
  return stringifyJson(member);
}
