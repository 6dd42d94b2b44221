import { stringify } from 'lossless-json';
import type { JsonValue } from './json-value.ts';

/** Writes JSON; a `LosslessNumber` appears with exactly its own digits. */
export function stringifyJson(value: JsonValue): string {
  return stringify(value) ?? 'null';
}
